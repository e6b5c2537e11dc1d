import { expect, test } from 'vitest';
import type { Person } from '../fixtures/Person.ts';
import { randomRoom } from '../fixtures/randomRoom.ts';
import { pathTraffic } from '../senses/directPath.ts';
import { expectAllTogether } from '../senses/everybody.ts';
import { watchTraffic } from '../senses/traffic.ts';
import { browserAt } from './browserAt.ts';
import { serverOnTheStreet } from './onTheStreet.ts';
import { PATIENTLY } from './twoPeople.ts';

const ADA = { name: 'Ada', role: 'red', address: '198.51.100.4' } as const;
const BEN = { name: 'Ben', role: 'green' } as const;

type Way = 'sfu' | 'direct';

/** All media of both goes there and nothing the other way; and both see and hear each other. */
async function expectOver(way: Way, people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await expect
      .poll(async () => {
        const paths = await pathTraffic(person.page);
        const other = paths[way === 'sfu' ? 'direct' : 'sfu'];
        return [paths[way].sent > 0, paths[way].received > 0, other.sent + other.received];
      }, PATIENTLY)
      .toEqual([true, true, 0]);
  }
  await expectAllTogether([...people]);
}

test('when the way straight to each other closes in mid-call the server carries the call, until it opens again', async () => {
  const { street, url } = await serverOnTheStreet({ DIRECT_CALLS: 'on' });
  const room = randomRoom();
  const home = await street.home();
  // Two routers that give out ports by chance would let nothing straight through.
  const open = await street.neighbour(ADA.address);
  const [ada, ben] = await Promise.all([browserAt(open, url, ADA), browserAt(home.machine, url, BEN)]);
  for (const { context } of [ada, ben]) await watchTraffic(context);
  await ada.join(url, room);
  await ben.join(url, room);
  await expectOver('direct', [ada, ben]);

  await home.blockAddress(ADA.address);
  await expectOver('sfu', [ada, ben]);
  await expect.poll(() => ada.call.tile('Ben').getByText('direct', { exact: true }).count()).toBe(0);

  await home.unblock();
  await expectOver('direct', [ada, ben]);
});
