import { expect, onTestFailed, onTestFinished, test } from 'vitest';
import { randomRoom } from '../fixtures/randomRoom.ts';
import { HeadlessPerson } from './HeadlessPerson.ts';
import type { HomeNetwork } from './HomeNetwork.ts';
import { serverOnTheStreet } from './onTheStreet.ts';

/*
 * The path that media takes changes under a call. What it says in these tests of how long that takes
 * is only when to give up; the figures are the bench's.
 */
const PATIENTLY = { timeout: 25_000, interval: 100 };

/** Two people in a call, each in a network of their own. */
async function twoPeople() {
  const { street, url, readMetrics } = await serverOnTheStreet();
  const room = randomRoom();
  const join = async (name: string) => {
    const home = await street.home();
    const person = await HeadlessPerson.join(home, url, room, name);
    onTestFinished(() => person.leave());
    onTestFailed(() => console.error(`${name}:\n${person.complaints}`));
    return { home, person };
  };
  const [ada, ben] = [await join('Ada'), await join('Ben')];
  await expectTogether(ada.person, ben.person);
  await expect.poll(() => ben.person.perception.mediaPath, PATIENTLY).toBe('udp');
  return { ada: ada.person, ben: ben.person, home: ben.home, readMetrics };
}

async function expectTogether(...people: readonly HeadlessPerson[]): Promise<void> {
  for (const person of people) {
    await expect.poll(() => person.perceivesOthers(), PATIENTLY).toBe(true);
  }
}

/** Does something to Ben's network: media is back on both sides, and everything is what it was before. */
async function expectToSurvive(change: (home: HomeNetwork) => Promise<void>) {
  const { ada, ben, home, readMetrics } = await twoPeople();
  const before = ben.perception;
  const producers = (await readMetrics()).get('parley_worker_producers');
  expect(producers).toBe(4);

  await change(home);
  await expectTogether(ben, ada);

  await expect.poll(() => ben.perception.connection, PATIENTLY).toBe('online');
  const { selfId, peerIds, publicationIds } = ben.perception;
  expect({ selfId, peerIds, publicationIds }).toEqual({
    selfId: before.selfId,
    peerIds: before.peerIds,
    publicationIds: before.publicationIds,
  });
  expect(ada.perception.publicationIds).toEqual(before.publicationIds);
  expect((await readMetrics()).get('parley_worker_producers')).toBe(producers);
  return ben;
}

test('UDP stops in mid-call: media goes on over TCP to the same server', async () => {
  const ben = await expectToSurvive((home) => home.blockUdp());
  await expect.poll(() => ben.perception.mediaPath, PATIENTLY).toBe('tcp');
});

test('a router that forgets its translations disturbs nobody for long', async () => {
  const ben = await expectToSurvive((home) => home.forgetNat());
  expect(ben.perception.mediaPath).toBe('udp');
});

test('somebody moves to another network and stays the same person', async () => {
  const ben = await expectToSurvive((home) => home.changeAddress());
  expect(ben.perception.mediaPath).toBe('udp');
});

test('with UDP blocked from the start the call comes up over TCP by itself', async () => {
  const { street, url } = await serverOnTheStreet();
  const room = randomRoom();
  const [open, strict] = [await street.home(), await street.home()];
  await strict.blockUdp();
  const ada = await HeadlessPerson.join(open, url, room, 'Ada');
  onTestFinished(() => ada.leave());
  const ben = await HeadlessPerson.join(strict, url, room, 'Ben');
  onTestFinished(() => ben.leave());
  await expectTogether(ada, ben);
  await expect.poll(() => ben.perception.mediaPath, PATIENTLY).toBe('tcp');
});
