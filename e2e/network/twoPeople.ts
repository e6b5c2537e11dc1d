import { expect, onTestFailed, onTestFinished } from 'vitest';
import { randomRoom } from '../fixtures/randomRoom.ts';
import { HeadlessPerson } from './HeadlessPerson.ts';
import type { HomeNetwork } from './HomeNetwork.ts';
import { serverOnTheStreet } from './onTheStreet.ts';

/** When to give up; how long things take is the bench's to say. Bandwidth estimates rise slowly. */
export const PATIENTLY = { timeout: 90_000, interval: 100 };

export async function expectTogether(...people: readonly HeadlessPerson[]): Promise<void> {
  for (const person of people) {
    await expect.poll(() => person.perceivesOthers(), PATIENTLY).toBe(true);
  }
}

/** Somebody in a call, who leaves it with the test. */
export async function joinFrom(
  ...entry: Parameters<typeof HeadlessPerson.join>
): Promise<HeadlessPerson> {
  const person = await HeadlessPerson.join(...entry);
  onTestFinished(() => person.leave());
  onTestFailed(() => console.error(`${entry[3]}:\n${person.complaints}`));
  return person;
}

/** Two people in a call, each in a network of their own, which is done to before they join. */
export async function twoPeople(
  prepareBen: (home: HomeNetwork) => Promise<void> = () => Promise.resolve(),
) {
  const { street, url, readMetrics } = await serverOnTheStreet();
  const room = randomRoom();
  const ada = await joinFrom(await street.home(), url, room, 'Ada');
  const home = await street.home();
  await prepareBen(home);
  const ben = await joinFrom(home, url, room, 'Ben');
  await expectTogether(ada, ben);
  return { ada, ben, home, readMetrics };
}
