const FIRST_MS = 300;
/** Everybody is back within 5 s of a server's return, and 500 of them not in the same moment. */
const LONGEST_MS = 3_000;

/**
 * How long to wait before the next try: doubling from about 0.3 s, never more than 3 s, and spread
 * over half of that so that the browsers of one room do not all knock at the same moment.
 * @param attempt 0 for the first try after the loss
 * @param random from 0 (included) to 1 (excluded)
 */
export function retryDelayMs(attempt: number, random: number): number {
  const longest = Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS);
  return Math.round(longest * (0.5 + random / 2));
}
