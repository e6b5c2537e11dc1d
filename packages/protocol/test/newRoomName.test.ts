import { describe, expect, it } from 'vitest';
import { isRoomName } from '../src/ids.ts';
import { newRoomName } from '../src/newRoomName.ts';
import { ROOM_WORDS } from '../src/roomWords.ts';

describe('newRoomName', () => {
  it('draws from 256 different words', () => {
    expect(new Set(ROOM_WORDS).size).toBe(256);
    expect(ROOM_WORDS).toHaveLength(256);
    for (const word of ROOM_WORDS) expect(word).toMatch(/^[a-z]{3,8}$/);
  });

  it('makes valid names of three words and four digits', () => {
    let next = 1;
    // A full-period congruential generator: uneven dice would show.
    const random = (values: Uint32Array<ArrayBuffer>) => {
      for (const index of values.keys()) {
        next = (Math.imul(next, 1_664_525) + 1_013_904_223) >>> 0;
        values[index] = next ^ (next >>> 15);
      }
      return values;
    };
    const names = Array.from({ length: 500 }, () => newRoomName(random));
    for (const name of names) {
      expect(isRoomName(name)).toBe(true);
      expect(name).toMatch(/^[a-z]+-[a-z]+-[a-z]+-\d{4}$/);
    }
    expect(new Set(names).size).toBe(500);
  });
});
