import type { RoomName } from './ids.ts';
import { ROOM_WORDS } from './roomWords.ts';

const WORDS = 3;
const DIGITS = 4;

/** Fills with numbers that nobody can foresee: `crypto.getRandomValues`. */
type Random = (values: Uint32Array<ArrayBuffer>) => Uint32Array;

/**
 * A room name that is easy to say and hard to guess: `otter-maple-comet-4821`. Three of 256 words and
 * four digits make 37 bits (1.7 × 10¹¹ names): at a hundred guesses a second, which the server's rate
 * limits do not allow, one name would take 26 years on average.
 */
export function newRoomName(random: Random): RoomName {
  const words = Array.from({ length: WORDS }, () => ROOM_WORDS[randomBelow(ROOM_WORDS.length, random)]);
  const digits = Array.from({ length: DIGITS }, () => randomBelow(10, random)).join('');
  return [...words, digits].join('-');
}

/** Every number below `limit` is as likely as any other: values of the uneven rest are drawn again. */
function randomBelow(limit: number, random: Random): number {
  const fair = Math.floor(2 ** 32 / limit) * limit;
  const drawn = random(new Uint32Array(1))[0] ?? 0;
  return drawn < fair ? drawn % limit : randomBelow(limit, random);
}
