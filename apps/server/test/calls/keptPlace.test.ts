import { expect, test } from 'vitest';
import { KeptPlace } from '../../src/calls/KeptPlace.ts';
import { ManualTimers } from '../wire/support/ManualTimers.ts';

function keep(end: 'closed' | 'silent', grace = { silentMs: 30_000, closedMs: 5_000 }) {
  const timers = new ManualTimers();
  const told: string[] = [];
  const place = new KeptPlace(timers, grace);
  const media = { isFlowing: false };
  place.keep(end, {
    tell: () => told.push('tell'),
    giveUp: () => told.push('giveUp'),
    pulse: async () => media.isFlowing,
  });
  /** Lets what was asked of the media be answered, too. */
  const advance = async (ms: number) => {
    timers.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { timers, told, place, media, advance };
}

test('[R1] [R3] a closed connection is told after 3 s and given up after 5 s', async () => {
  const { timers, told, place, advance } = keep('closed');
  await advance(2_999);
  expect(told).toEqual([]);
  await advance(1);
  expect(told).toEqual(['tell']);
  await advance(1_999);
  expect(told).toEqual(['tell']);
  await advance(1);
  expect(told).toEqual(['tell', 'giveUp']);
  expect(place.timerCount + timers.count).toBe(0);
});

test('[R2] silence is told at once and given up after 30 s', async () => {
  const { told, advance } = keep('silent');
  expect(told).toEqual(['tell']);
  await advance(29_999);
  expect(told).toEqual(['tell']);
  await advance(1);
  expect(told).toEqual(['tell', 'giveUp']);
});

test('[R10] one whose media flows is kept, and given up when it does not any more', async () => {
  const { timers, told, media, advance } = keep('closed');
  media.isFlowing = true;
  for (let s = 0; s < 120; s += 1) await advance(1_000);
  expect(told).toEqual(['tell']);
  media.isFlowing = false;
  for (let s = 0; s < 5; s += 1) await advance(1_000);
  expect(told).toEqual(['tell', 'giveUp']);
  expect(timers.count).toBe(0);
});

test('a place that is taken again needs no timer', async () => {
  const { timers, told, place, advance } = keep('closed');
  place.release();
  await advance(60_000);
  expect(told).toEqual([]);
  expect(timers.count).toBe(0);
});

test('a place that is taken again while the media is asked stays', async () => {
  const { timers, told, place, advance } = keep('closed');
  await advance(4_999);
  timers.advance(1);
  place.release();
  await advance(60_000);
  expect(told).toEqual(['tell']);
});

test('a grace shorter than the news is no news', async () => {
  const { told, advance } = keep('closed', { silentMs: 0, closedMs: 1_000 });
  await advance(1_000);
  await advance(1_000);
  expect(told).toEqual(['giveUp']);
});
