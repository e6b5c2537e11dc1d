import { expect, it } from 'vitest';
import { ConvergeLoop } from '../src/session/convergeLoop.ts';

it('ends with the last wish true, one step at a time, however the wish changes meanwhile', async () => {
  let wish = 0;
  let truth = 0;
  let running = 0;
  const busy: boolean[] = [];
  const loop = new ConvergeLoop(
    async () => {
      if (truth === wish) return false;
      const target = wish;
      running += 1;
      expect(running).toBe(1);
      await Promise.resolve();
      running -= 1;
      truth = target;
      return true;
    },
    (isBusy) => busy.push(isBusy),
  );
  const runs: Promise<void>[] = [];
  for (wish = 1; wish < 8; wish++) runs.push(loop.run());
  await Promise.resolve();
  wish = 42;
  runs.push(loop.run());
  await Promise.all(runs);
  expect(truth).toBe(42);
  expect(busy).toEqual([true, false]);
});

it('misses no wish that comes in the very moment in which it ends', async () => {
  let steps = 0;
  const loop: ConvergeLoop = new ConvergeLoop(
    async () => {
      steps += 1;
      // Found nothing to do, and while that is reported somebody wishes something.
      if (steps === 1) queueMicrotask(() => void loop.run());
      return false;
    },
    () => {},
  );
  await loop.run();
  expect(steps).toBe(2);
});

it('takes its first step before anything is awaited: a click is fresh only once', () => {
  let isStarted = false;
  const loop = new ConvergeLoop(
    async () => {
      isStarted = true;
      return false;
    },
    () => {},
  );
  void loop.run();
  expect(isStarted).toBe(true);
});
