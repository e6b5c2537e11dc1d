import type { Source } from '@parley/protocol/media';
import type { SendLimits } from '../../media/SendSide.ts';
import { type MediaLimits, VOICE_BITRATE } from './MediaLimits.ts';

/** Of what is sent, so much is picture; headers, RTCP and what is sent again take the rest. */
const PICTURE_SHARE = 0.88;
/** Of the pictures, while there are two: text that cannot be read is lost. */
const SCREEN_SHARE = 0.7;
/** No encoder makes a picture of less, in bit/s. */
const LEAST_BITRATE = 30_000;

/** Of a camera's smallest layer in a crowd: enough for a small tile, and two dozen of them fit through a line. */
const CROWD_BITRATE = 70_000;

/** What it depends on beside the limits. */
type Circumstances = {
  /** Many cameras are on. */
  readonly isInCrowd: boolean;
  /** The way to the server does not hold all sizes of all pictures. */
  readonly isNarrow: boolean;
};

/** How much each picture of this peer may take. */
export function sendLimits(
  { maxBitrate, strain }: MediaLimits,
  { isInCrowd, isNarrow }: Circumstances,
): SendLimits {
  return (source, published) => ({
    // A camera has three layers. Of a screen the largest is the one that can be read.
    layers: source === 'camera' ? 3 - strain : Number.POSITIVE_INFINITY,
    bitrate: maxBitrate === null ? null : bitrateFor(source, published, maxBitrate),
    smallestBitrate: isInCrowd && source === 'camera' ? CROWD_BITRATE : null,
    // The same letters twice take twice as long to come.
    isLargestAlone: source === 'screen' && (isNarrow || maxBitrate !== null),
  });
}

function bitrateFor(source: Source, published: ReadonlySet<Source>, maxBitrate: number): number {
  const left = (maxBitrate - VOICE_BITRATE) * PICTURE_SHARE;
  const areTwo = published.has('camera') && published.has('screen');
  const share = source === 'screen' ? SCREEN_SHARE : 1 - SCREEN_SHARE;
  return Math.max(LEAST_BITRATE, Math.round(areTwo ? left * share : left));
}
