import type { PictureSize, Source } from '@parley/protocol/media';
import { parseScalabilityMode } from 'mediasoup';
import type { ConsumerLayers } from 'mediasoup/types';
import type { Share } from './crowd.ts';

type Encoding = {
  readonly scalabilityMode?: string | undefined;
  readonly scaleResolutionDownBy?: number | undefined;
};

/**
 * How large the largest layer is taken to be. Nobody tells the SFU the real size, and it changes with
 * the sender's processor and network; for a camera this is what clients capture.
 */
const FULL_SIZE: Readonly<Partial<Record<Source, PictureSize>>> = {
  camera: { width: 1280, height: 720 },
  // A shared window can be far smaller than a screen, and letters do not survive being enlarged.
  screen: { width: 960, height: 540 },
};

/** A picture may be shown this much larger than it is before anybody minds. */
const UNNOTICED_ENLARGEMENT = 1.25;

/**
 * By how much each spatial layer is smaller than the full picture, the smallest picture first. With
 * simulcast each encoding is one layer; with SVC (W3C webrtc-svc) one encoding holds all of them, each
 * twice the edge of the one below. Without `scaleResolutionDownBy` simulcast halves as well. One that is as large as the
 * next has fewer bits instead, and goes to the same places.
 */
function layerScales(encodings: readonly Encoding[]): number[] {
  const [only] = encodings;
  const count =
    encodings.length > 1 ? encodings.length : parseScalabilityMode(only?.scalabilityMode).spatialLayers;
  return Array.from({ length: count }, (_, layer) => {
    const scale = encodings.length > 1 ? encodings[layer]?.scaleResolutionDownBy : undefined;
    const isSmaller = scale !== encodings[layer + 1]?.scaleResolutionDownBy;
    return scale && isSmaller ? scale : 2 ** (count - 1 - layer);
  });
}

/** How many spatial layers there are, in however many streams. */
export function countLayers(encodings: readonly Encoding[]): number {
  return layerScales(encodings).length;
}

/** The layers that are sent of a picture in a place of this size, in device pixels, with its share of the whole. */
export function layersFor(
  source: Source,
  encodings: readonly Encoding[],
  size: PictureSize | undefined,
  { isSmallest, halvings }: Share,
): Required<ConsumerLayers> {
  // Each temporal layer doubles the frame rate of those below (W3C webrtc-svc).
  const { temporalLayers } = parseScalabilityMode(encodings[0]?.scalabilityMode);
  return {
    spatialLayer: isSmallest ? 0 : spatialLayerFor(source, encodings, size),
    temporalLayer: Math.max(0, temporalLayers - 1 - halvings),
  };
}

/**
 * The smallest spatial layer whose picture covers the place where it is shown; without a size, and
 * when none is large enough, the largest.
 *
 * @param size in device pixels
 */
export function spatialLayerFor(
  source: Source,
  encodings: readonly Encoding[],
  size: PictureSize | undefined,
): number {
  const scales = layerScales(encodings);
  const highest = scales.length - 1;
  const full = FULL_SIZE[source];
  if (!size || !full) return highest;
  const found = scales.findIndex(
    (scale) =>
      (full.width / scale) * UNNOTICED_ENLARGEMENT >= size.width &&
      (full.height / scale) * UNNOTICED_ENLARGEMENT >= size.height,
  );
  return found === -1 ? highest : found;
}
