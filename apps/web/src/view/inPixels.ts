import { LIMITS } from '@parley/protocol/limits';

/** A length of CSS pixels in those of the display, as far as one can be wished for. */
export function inPixels(length: number, pixelRatio: number): number {
  return Math.min(LIMITS.pixels, Math.max(1, Math.ceil(length * pixelRatio)));
}
