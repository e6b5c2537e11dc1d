import { expect, test } from 'vitest';
import { IDLE_AFTER_MS, idleInMs, statusOf } from '../../src/people/rules/presence.ts';

const here = { isHere: true, isInCall: false, isIdle: false, chosen: 'available' } as const;

test.each([
  [{}, 'available'],
  [{ isIdle: true }, 'away'],
  [{ chosen: 'away' }, 'away'],
  [{ isInCall: true }, 'in-call'],
  // Somebody who listens touches nothing.
  [{ isInCall: true, isIdle: true }, 'in-call'],
  [{ isInCall: true, chosen: 'away' }, 'in-call'],
  [{ chosen: 'do-not-disturb' }, 'do-not-disturb'],
  [{ chosen: 'do-not-disturb', isInCall: true, isIdle: true }, 'do-not-disturb'],
  [{ isHere: false, chosen: 'do-not-disturb' }, 'offline'],
  [{ isHere: false, isIdle: true }, 'offline'],
] as const)('%j looks %s', (facts, status) => {
  expect(statusOf({ ...here, ...facts })).toBe(status);
});

test('somebody is idle when the time is over, and not before', () => {
  expect(idleInMs(1_000, 1_000)).toBe(IDLE_AFTER_MS);
  expect(idleInMs(1_000, 999 + IDLE_AFTER_MS)).toBe(1);
  expect(idleInMs(1_000, 1_000 + IDLE_AFTER_MS)).toBe(0);
  expect(idleInMs(1_000, 10 * IDLE_AFTER_MS)).toBe(0);
});
