import { expect } from '../expect.ts';
import { readMetrics } from '../fixtures/metrics.ts';
import { test } from '../fixtures/test.ts';
import { expectToSee } from '../senses/everybody.ts';
import { connectedPaths, packetsReceivedOn } from '../senses/traffic.ts';

test('whoever is about to join is connected already, seen by nobody and sent nothing', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer();
  const ada = await person('Ada');
  await ada.join(server.url, room);
  const ben = await person('Ben');
  await ben.prejoin.open(server.url, room);
  await expect.poll(() => connectedPaths(ben.page)).toHaveLength(1);
  const [prepared] = await connectedPaths(ben.page);
  await expect(ben.page.getByText('Ada is in the call.')).toBeVisible();
  await expect(ada.call.everyTile()).toHaveCount(1);
  const metrics = await readMetrics(server);
  expect(metrics.get('parley_peers')).toBe(1);
  expect(metrics.get('parley_worker_consumers')).toBe(0);
  expect(await packetsReceivedOn(ben.page, prepared)).toBe(0);

  await ben.prejoin.join('Ben');
  await ben.arrive();
  await expectToSee(ben, ada);
  expect(await packetsReceivedOn(ben.page, prepared)).toBeGreaterThan(0);
  expect((await readMetrics(server)).get('parley_worker_transports')).toBe(4);

  await ben.call.leave();
  await expect.poll(async () => (await readMetrics(server)).get('parley_worker_transports')).toBe(2);
});

test('whoever closes the page without joining leaves nothing behind', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer();
  const transports = async () => (await readMetrics(server)).get('parley_worker_transports');
  const ada = await person('Ada');
  await ada.join(server.url, room);
  const ben = await person('Ben');
  await ben.prejoin.open(server.url, room);
  await expect.poll(() => connectedPaths(ben.page)).toHaveLength(1);
  expect(await transports()).toBe(4);
  await ben.page.close();
  await expect.poll(transports).toBe(2);
});
