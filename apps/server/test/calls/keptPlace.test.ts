import { expect, test } from 'vitest';
import { KeptPlace } from '../../src/calls/KeptPlace.ts';
import { ManualTimers } from '../wire/support/ManualTimers.ts';

function keep(end: 'closed' | 'silent', grace = { silentMs: 30_000, closedMs: 5_000 }) {
  const timers = new ManualTimers();
  const told: string[] = [];
  const place = new KeptPlace(timers, grace);
  place.keep(end, { tell: () => told.push('tell'), giveUp: () => told.push('giveUp') });
  return { timers, told, place };
}

test('[R1] [R3] a closed connection is told after 3 s and given up after 5 s', () => {
  const { timers, told, place } = keep('closed');
  timers.advance(2_999);
  expect(told).toEqual([]);
  timers.advance(1);
  expect(told).toEqual(['tell']);
  timers.advance(2_000);
  expect(told).toEqual(['tell', 'giveUp']);
  expect(place.timerCount + timers.count).toBe(0);
});

test('[R2] silence is told at once and given up after 30 s', () => {
  const { timers, told } = keep('silent');
  expect(told).toEqual(['tell']);
  timers.advance(30_000);
  expect(told).toEqual(['tell', 'giveUp']);
});

test('a place that is taken again needs no timer', () => {
  const { timers, told, place } = keep('closed');
  place.release();
  timers.advance(60_000);
  expect(told).toEqual([]);
  expect(timers.count).toBe(0);
});

test('a grace shorter than the news is no news', () => {
  const { timers, told } = keep('closed', { silentMs: 0, closedMs: 1_000 });
  timers.advance(60_000);
  expect(told).toEqual(['giveUp']);
});
