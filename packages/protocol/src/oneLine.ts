/** Controls, half surrogate pairs, and the marks that turn the direction of text (Unicode UAX #9). */
const INVISIBLE = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Brings typed text into the form in which it is shown on one line: NFC, no control or direction marks,
 * single spaces, at most `length` code points.
 *
 * @returns undefined when nothing is left to show
 */
export function toOneLine(typed: string, length: number): string | undefined {
  const clean = typed.normalize('NFC').replace(INVISIBLE, ' ').replace(/\s+/gu, ' ').trim();
  const line = Array.from(clean).slice(0, length).join('').trim();
  return line === '' ? undefined : line;
}
