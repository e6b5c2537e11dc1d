import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadPart } from '../src/app/loadPart.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tries again when the network has changed under the request', async () => {
  const load = vi.fn().mockRejectedValueOnce(new TypeError('network changed')).mockResolvedValue('page');
  const loaded = loadPart<string>(load);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await loaded).toBe('page');
  expect(load).toHaveBeenCalledTimes(2);
});

it('waits for a server that is started anew', async () => {
  const startedAt = Date.now();
  const load = vi.fn(async () => {
    if (Date.now() - startedAt < 10_000) throw new TypeError('refused');
    return 'page';
  });
  const loaded = loadPart<string>(load);
  await vi.advanceTimersByTimeAsync(16_000);
  expect(await loaded).toBe('page');
});

it('says why when it cannot be had at all', async () => {
  const load = vi.fn().mockRejectedValue(new TypeError('not there'));
  const failed = expect(loadPart(load)).rejects.toThrow('not there');
  await vi.advanceTimersByTimeAsync(16_000);
  await failed;
  expect(load).toHaveBeenCalledTimes(6);
});
