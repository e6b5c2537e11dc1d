/** As RFC 6464 writes it: the level of digital silence. */
export const DIGITAL_SILENCE = 127;

/**
 * The mean loudness of a stretch of sound in dB below full scale. Whatever is not exactly nothing is
 * louder than digital silence.
 *
 * @param energy the sum of (sample / full scale)² · seconds
 */
export function levelOf(energy: number, seconds: number): number {
  if (energy <= 0 || seconds <= 0) return DIGITAL_SILENCE;
  const level = Math.round(-10 * Math.log10(energy / seconds));
  return Math.min(DIGITAL_SILENCE - 1, Math.max(0, level));
}
