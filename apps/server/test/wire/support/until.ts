import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until something is so.
 *
 * @throws when it is not within `timeoutMs`
 */
export async function until(what: string, isSo: () => unknown, timeoutMs = 30_000): Promise<void> {
  const giveUpAt = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await pause(5);
  }
}
