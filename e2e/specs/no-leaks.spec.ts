import { expect } from '../expect.ts';
import { readMetrics } from '../fixtures/metrics.ts';
import type { ParleyServer } from '../fixtures/ParleyServer.ts';
import { test } from '../fixtures/test.ts';
import { expectToHear, expectToSee } from '../senses/everybody.ts';

/** Everything on the server that belongs to a peer and has to go with it. */
const COUNTED = [
  'parley_sockets',
  'parley_rooms',
  'parley_peers',
  'parley_publications',
  'parley_kept_place_timers',
  'parley_worker_rooms',
  'parley_worker_transports',
  'parley_worker_producers',
  'parley_worker_consumers',
] as const;

async function counters(server: ParleyServer): Promise<Record<string, number | undefined>> {
  const metrics = await readMetrics(server);
  return Object.fromEntries(COUNTED.map((name) => [name, metrics.get(name)]));
}

test('twenty joins and leaves in a row leave nothing behind on the server', async ({
  person,
  ownServer,
  room,
}) => {
  test.setTimeout(900_000);
  const server = await ownServer();
  const nothing = Object.fromEntries(COUNTED.map((name) => [name, 0]));
  expect(await counters(server)).toEqual(nothing);

  const ada = await person('Ada');
  const ben = await person('Ben');
  await ada.join(server.url, room);
  const alone = {
    ...nothing,
    parley_sockets: 1,
    parley_rooms: 1,
    parley_peers: 1,
    parley_publications: 2,
    parley_worker_rooms: 1,
    parley_worker_transports: 2,
    parley_worker_producers: 2,
  };
  await expect.poll(() => counters(server)).toEqual(alone);

  for (let round = 0; round < 20; round += 1) {
    await ben.join(server.url, room);
    await expect(ada.call.everyTile()).toHaveCount(2);
    if (round % 5 === 0) {
      await expectToSee(ben, ada);
      await expectToHear(ada, [ben]);
      await expect
        .poll(() => counters(server))
        .toMatchObject({
          parley_peers: 2,
          parley_worker_transports: 4,
          parley_worker_producers: 4,
          parley_worker_consumers: 4,
        });
    }
    await ben.call.leave();
  }
  await ben.page.close();
  await expect.poll(() => counters(server)).toEqual(alone);
  await ada.call.leave();
  await ada.page.close();
  await expect.poll(() => counters(server)).toEqual(nothing);
});
