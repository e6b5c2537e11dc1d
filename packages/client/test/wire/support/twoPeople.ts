import { expect } from 'vitest';
import { befriend, Writer } from './Writer.ts';

/** Generous: a condition, and no measurement. */
export const soon = { timeout: 60_000, interval: 20 };

let count = 0;

/** Who are contacts, each on a device of their own; others than before, on the same server. */
export async function twoPeople(url: string): Promise<{ ada: Writer; bob: Writer }> {
  count += 1;
  const ada = await (await Writer.signUp(url, `ada${count}`)).start();
  const bob = await (await Writer.signUp(url, `bob${count}`)).start();
  await befriend(ada, bob);
  // Both have shown their devices to the server.
  await expect.poll(() => ada.messages.store.getState().devices.length, soon).toBe(1);
  await expect.poll(() => bob.messages.store.getState().devices.length, soon).toBe(1);
  return { ada, bob };
}
