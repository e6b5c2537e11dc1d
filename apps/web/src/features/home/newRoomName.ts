import { ROOM_WORDS } from './roomWords.ts';

const WORDS = 3;
const DIGITS = 4;

/**
 * A room name that is easy to say and hard to guess: `otter-maple-comet-4821`. Three of 256 words and
 * four digits make 37 bits (1.7 × 10¹¹ names): at a hundred guesses a second, which the server's rate
 * limits do not allow, one name would take 26 years on average.
 */
export function newRoomName(): string {
  const words = Array.from({ length: WORDS }, () => ROOM_WORDS[randomBelow(ROOM_WORDS.length)]);
  const digits = Array.from({ length: DIGITS }, () => randomBelow(10)).join('');
  return [...words, digits].join('-');
}

/** Every number below `limit` is as likely as any other: values of the uneven rest are drawn again. */
function randomBelow(limit: number): number {
  const fair = Math.floor(2 ** 32 / limit) * limit;
  const drawn = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return drawn < fair ? drawn % limit : randomBelow(limit);
}
