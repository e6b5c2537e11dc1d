import { expect, test } from 'vitest';
import { restartDelayMs } from '../../src/media/mediasoup/WorkerPool.ts';

test('a worker that keeps dying is replaced ever more slowly, and never given up', () => {
  expect([0, 1, 2, 3, 10, 1000].map(restartDelayMs)).toEqual([200, 400, 800, 1600, 30_000, 30_000]);
});
