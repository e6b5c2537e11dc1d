import type { VideoCodec } from '@parley/protocol/media';

/** What the operator wants pictures to be encoded with; `auto` leaves it to those who publish. */
export const VIDEO_CODEC_CHOICES = ['auto', 'vp8', 'vp9', 'h264'] as const;
export type VideoCodecChoice = (typeof VIDEO_CODEC_CHOICES)[number];

/** What a publisher takes that was told nothing. Every browser has it (RFC 7742, section 5). */
export const UNTOLD: readonly VideoCodec[] = ['vp8'];

/** @param decodable of each peer of the room */
export function allowedCodecs(
  choice: VideoCodecChoice,
  decodable: readonly (readonly VideoCodec[])[],
): readonly VideoCodec[] {
  const [first = [], ...others] = decodable;
  const shared = first.filter((codec) => others.every((codecs) => codecs.includes(codec)));
  if (choice === 'auto') return shared.length > 0 ? shared : UNTOLD;
  return shared.includes(choice) ? [choice] : UNTOLD;
}
