import { describe, expect, test } from 'vitest';
import { byLoad, placeFor } from '../../src/media/mediasoup/placement.ts';

function worker({ share = 0, isFull = false, consumers = 0, rooms = 0 } = {}) {
  return { share, isFull, open: { consumers, rooms } };
}

describe('the least loaded worker', () => {
  test('is the one that sends the fewest streams, then the one with the fewest rooms', () => {
    const [sending, crowded, idle] = [
      worker({ consumers: 1 }),
      worker({ rooms: 2 }),
      worker({ rooms: 1 }),
    ];
    expect(byLoad([sending, crowded, idle])).toEqual([idle, crowded, sending]);
  });

  test('is above all one that has processor time left; a little more or less is chance', () => {
    const [full, busy, idle] = [
      worker({ share: 0.6, isFull: true }),
      worker({ share: 0.5 }),
      worker({ share: 0.2, consumers: 50 }),
    ];
    const asIdle = worker({ share: 0.1, consumers: 51 });
    expect(byLoad([full, busy, asIdle, idle])).toEqual([idle, asIdle, busy, full]);
  });
});

describe('whoever comes into a room', () => {
  const [first, second, third] = [worker(), worker(), worker()];
  const all = [first, second, third];

  test('is put where the others are while there is a place', () => {
    expect(placeFor(new Map([[second, 3]]), all, 4)).toBe(second);
  });

  test('is put on one more worker when there is none, or when that worker is full', () => {
    expect(placeFor(new Map([[second, 4]]), all, 4)).toBe(first);
    const full = worker({ isFull: true });
    expect(placeFor(new Map([[full, 1]]), [full, third], 4)).toBe(third);
  });

  test('of two that the room uses, gets the one on which less goes on', () => {
    const busy = worker({ consumers: 9 });
    const room = new Map([
      [busy, 1],
      [second, 2],
    ]);
    expect(placeFor(room, [busy, second, third], 4)).toBe(second);
  });

  test('shares what there is when all are crowded: the one with the fewest of the room, full ones last', () => {
    const room = new Map([
      [first, 5],
      [second, 4],
    ]);
    expect(placeFor(room, [first, second], 4)).toBe(second);
    const full = worker({ isFull: true });
    expect(placeFor(room.set(full, 1), [first, second, full], 4)).toBe(second);
    expect(placeFor(new Map([[full, 1]]), [full], 4)).toBe(full);
    // Another room's full worker is no better than one's own.
    expect(placeFor(new Map([[first, 4]]), [first, full], 4)).toBe(first);
  });

  test('gets the least loaded one in a new room, and none when none runs', () => {
    const busy = worker({ consumers: 1 });
    expect(placeFor(new Map(), [busy, second], 4)).toBe(second);
    expect(placeFor(new Map([[first, 1]]), [], 4)).toBeUndefined();
  });
});
