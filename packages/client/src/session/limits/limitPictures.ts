import type { PictureSize } from '@parley/protocol/media';
import type { ShownPicture } from '../CallCommands.ts';
import type { CallState } from '../store/CallState.ts';
import { type MediaLimits, VOICE_BITRATE } from './MediaLimits.ts';

/** What a camera takes in its smallest size and in the next one, in bit/s; below the first it stutters. */
const SMALL_BITRATE = 100_000;
const MEDIUM_BITRATE = 450_000;

const SMALL: PictureSize = { width: 320, height: 180 };
const MEDIUM: PictureSize = { width: 640, height: 360 };
const ANY: PictureSize = { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };
/** So many pictures are decoded at the least by any machine that gets through a call at all. */
const PICTURES_UNDER_STRAIN = 4;

/**
 * Those of the pictures that may be received, and how large at the most. Few pictures that move are worth
 * more than many that stutter. A screen is not made smaller for want of bits: rather fewer of its pictures come, which
 * the SFU sees to, than letters that cannot be read.
 *
 * @param pictures the one that matters most first
 */
export function limitPictures(
  pictures: readonly ShownPicture[],
  publications: CallState['publications'],
  limits: MediaLimits,
): readonly ShownPicture[] {
  const byStrain = underStrain(limits);
  const byBitrate = underBitrate(limits, Math.min(pictures.length, byStrain.count));
  const count = Math.min(byStrain.count, byBitrate.count);
  return pictures.slice(0, count).map(({ publicationId, size }) => {
    const isScreen = publications[publicationId]?.source === 'screen';
    const most = isScreen ? byStrain.size : smaller(byStrain.size, byBitrate.size);
    return { publicationId, size: smaller(size, most) };
  });
}

type Room = { readonly count: number; readonly size: PictureSize };

function underStrain({ strain }: MediaLimits): Room {
  if (strain === 2) return { count: PICTURES_UNDER_STRAIN, size: SMALL };
  return { count: Number.POSITIVE_INFINITY, size: strain === 1 ? MEDIUM : ANY };
}

function underBitrate({ maxBitrate }: MediaLimits, shown: number): Room {
  if (maxBitrate === null) return { count: Number.POSITIVE_INFINITY, size: ANY };
  const left = maxBitrate - VOICE_BITRATE;
  const count = Math.max(1, Math.min(shown, Math.floor(left / SMALL_BITRATE)));
  return { count, size: left / count >= MEDIUM_BITRATE ? MEDIUM : SMALL };
}

function smaller(a: PictureSize, b: PictureSize): PictureSize {
  return { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) };
}
