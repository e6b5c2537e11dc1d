const RING_ROOM = /^ring-[0-9a-z]{24}$/;

/**
 * The room that two people get who were brought together by a ring: theirs alone until a third one is
 * invited. Nobody types or guesses its name (124 bits).
 */
export function isRingRoom(room: string): boolean {
  return RING_ROOM.test(room);
}

/** @param random a whole number from 0 up to `below`, that nobody can foresee */
export function newRingRoom(random: (below: number) => number): string {
  return `ring-${Array.from({ length: 24 }, () => random(36).toString(36)).join('')}`;
}
