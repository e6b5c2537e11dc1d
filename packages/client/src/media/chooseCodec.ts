import type { Source, VideoCodec } from '@parley/protocol/media';

/** What this browser can encode. */
export type Encoders = {
  /** In all the sizes in which it is to be sent. */
  has(codec: VideoCodec): boolean;
  /** In hardware, so that it costs little; false as long as that is not known. */
  isEfficient(codec: VideoCodec): boolean;
};

/** Every browser encodes it, and in several sizes. */
const USUAL: VideoCodec = 'vp8';
/** Among those that cost little: the fewest bits first, but for H.264, which has no temporal layers. */
const EFFICIENT_FIRST: readonly VideoCodec[] = ['vp9', 'vp8', 'h264'];

/**
 * What a picture is encoded with.
 *
 * @param allowed by the room, where everybody has to decode it; without VP8 it is no matter of choice
 */
export function chooseCodec(
  source: Source,
  allowed: readonly VideoCodec[],
  encoders: Encoders,
): VideoCodec {
  if (!allowed.includes(USUAL)) return allowed.find((codec) => encoders.has(codec)) ?? USUAL;
  // VP9 holds a screen in one size only, and hardware was not made for letters.
  if (source === 'screen') return USUAL;
  const isWorthIt = (codec: VideoCodec) =>
    allowed.includes(codec) && encoders.isEfficient(codec) && encoders.has(codec);
  return EFFICIENT_FIRST.find(isWorthIt) ?? USUAL;
}
