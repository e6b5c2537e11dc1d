import { describe, expect, it } from 'vitest';
import { isCheckRoom, isRoomName, RoomName, toCheckRoom, toRoomName } from '../src/ids.ts';

describe('room names', () => {
  it.each([
    ['Équipe du Lundi!', 'equipe-du-lundi'],
    ['  Stand   up  ', 'stand-up'],
    ['482-193', '482-193'],
    ['https://meet.example.org/r/amber-otter?from=mail#x', 'amber-otter'],
    ['--dashes--', 'dashes'],
    ['Straße', 'stra-e'],
    [`${'a'.repeat(63)} b`, 'a'.repeat(63)],
  ])('%j becomes %j', (typed, name) => {
    expect(toRoomName(typed)).toBe(name);
    expect(isRoomName(name)).toBe(true);
  });

  it.each(['', '   ', '!!!', '日本', '---'])('%j leaves nothing usable', (typed) => {
    expect(toRoomName(typed)).toBeUndefined();
  });

  it.each(['Upper', 'two words', '-front', 'back-', 'a'.repeat(65), 'ä', '../etc', ''])(
    '%j is refused on the wire',
    (name) => {
      expect(isRoomName(name)).toBe(false);
      expect(RoomName.safeParse(name).success).toBe(false);
    },
  );
});

describe('a room of the self-test', () => {
  it('is a room name that nobody types', () => {
    const room = toCheckRoom(Uint8Array.from({ length: 24 }, (_, i) => i * 11));
    expect(isRoomName(room)).toBe(true);
    expect(isCheckRoom(room)).toBe(true);
    for (const other of ['check', 'check-in', 'check-list-for-monday', `${room}0`]) {
      expect(isCheckRoom(other), other).toBe(false);
    }
  });
});
