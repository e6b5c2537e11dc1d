import { isRoomName } from '@parley/protocol/ids';
import { describe, expect, it } from 'vitest';
import { newRoomName } from '../src/features/home/newRoomName.ts';
import { ROOM_WORDS } from '../src/features/home/roomWords.ts';

describe('newRoomName', () => {
  it('draws from 256 different words', () => {
    expect(new Set(ROOM_WORDS).size).toBe(256);
    expect(ROOM_WORDS).toHaveLength(256);
    for (const word of ROOM_WORDS) expect(word).toMatch(/^[a-z]{3,8}$/);
  });

  it('makes valid names of three words and four digits', () => {
    const names = Array.from({ length: 500 }, newRoomName);
    for (const name of names) {
      expect(isRoomName(name)).toBe(true);
      expect(name).toMatch(/^[a-z]+-[a-z]+-[a-z]+-\d{4}$/);
    }
    // 500 of 1.7e11: two alike would mean that the dice are loaded.
    expect(new Set(names).size).toBe(500);
  });
});
