import { expect, test } from 'vitest';
import { Busyness } from '../../src/media/mediasoup/Busyness.ts';

/** Looks every two seconds at a worker that uses this share of a core each time. */
function watched(...shares: number[]): Busyness {
  const busyness = new Busyness();
  let [cpuSeconds, atMs] = [12, 5_000];
  busyness.look(cpuSeconds, atMs);
  for (const share of shares) {
    atMs += 2_000;
    cpuSeconds += 2 * share;
    busyness.look(cpuSeconds, atMs);
  }
  return busyness;
}

test('it is what a worker has used lately, not since it started', () => {
  expect(watched().share).toBe(0);
  expect(watched(0.4, 0.4, 0.4, 0.4, 0.4, 0.4).share).toBeCloseTo(0.4, 1);
  expect(watched(1, 1, 1, 0, 0, 0, 0, 0).share).toBeLessThan(0.05);
});

test('one busy moment makes nobody full; being busy does', () => {
  expect(watched(1).isFull).toBe(false);
  expect(watched(1, 1).isFull).toBe(true);
});

test('who is full stays so until it is well below', () => {
  expect(watched(1, 1, 0.6, 0.6, 0.6).isFull).toBe(true);
  expect(watched(0.6, 0.6, 0.6).isFull).toBe(false);
  expect(watched(1, 1, 0.2, 0.2).isFull).toBe(false);
});

test('who does not answer is full, until it does again', () => {
  const busyness = watched(0.1);
  busyness.standStill();
  expect(busyness.isFull).toBe(true);
  busyness.look(20, 60_000);
  busyness.look(20.1, 62_000);
  expect(busyness.isFull).toBe(false);
});
