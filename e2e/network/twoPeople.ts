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

/** Two people in a call, each in a network of their own, which is done to before they join. */
export async function twoPeople(
  prepareBen: (home: HomeNetwork) => Promise<void> = () => Promise.resolve(),
) {
  const { street, url, readMetrics } = await serverOnTheStreet();
  const room = randomRoom();
  const join = async (name: string, home: HomeNetwork) => {
    const person = await HeadlessPerson.join(home, url, room, name);
    onTestFinished(() => person.leave());
    onTestFailed(() => console.error(`${name}:\n${person.complaints}`));
    return person;
  };
  const ada = await join('Ada', await street.home());
  const home = await street.home();
  await prepareBen(home);
  const ben = await join('Ben', home);
  await expectTogether(ada, ben);
  return { ada, ben, home, readMetrics };
}
