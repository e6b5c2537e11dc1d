export type Layer = { readonly isActive: boolean; readonly maxBitrate: number };

/**
 * Which layers of a picture are encoded, and with how many bits, when all of them together may take no more
 * than `bitrate`: the smallest first, as somebody may get no other. One that would have less than half of what
 * it is made for looks worse than the one below, and is left out; the smallest never is.
 *
 * @param maxBitrates of the layers as they are made, the smallest first, in bit/s
 * @param layers at the most
 */
export function layersWithin(
  maxBitrates: readonly number[],
  layers: number,
  bitrate: number,
): readonly Layer[] {
  let left = bitrate;
  return maxBitrates.map((maxBitrate, index) => {
    const granted = Math.min(maxBitrate, left);
    const isActive = index === 0 || (index < layers && granted >= maxBitrate / 2);
    if (!isActive) {
      left = 0;
      return { isActive, maxBitrate };
    }
    left -= granted;
    return { isActive, maxBitrate: granted };
  });
}

/**
 * The same where pixels count more than frames: the largest of them alone, with all there is. Who wants a smaller one
 * gets that one, too.
 */
export function largestWithin(
  maxBitrates: readonly number[],
  layers: number,
  bitrate: number,
): readonly Layer[] {
  const largest = Math.max(0, Math.min(layers, maxBitrates.length) - 1);
  return maxBitrates.map((maxBitrate, index) => {
    const isActive = index === largest;
    return { isActive, maxBitrate: isActive ? Math.min(maxBitrate, bitrate) : maxBitrate };
  });
}
