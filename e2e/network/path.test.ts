import { expect, test } from 'vitest';
import type { HomeNetwork } from './HomeNetwork.ts';
import { expectTogether, PATIENTLY, twoPeople } from './twoPeople.ts';

/** Does something to Ben's network: media is back on both sides, and everything is what it was before. */
async function expectToSurvive(change: (home: HomeNetwork) => Promise<void>) {
  const { ada, ben, home, readMetrics } = await twoPeople();
  await expect.poll(() => ben.perception.mediaPath, PATIENTLY).toBe('udp');
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
  await expect.poll(() => ben.perception.mediaPath, PATIENTLY).toBe('udp');
});

test('somebody moves to another network and stays the same person', async () => {
  const ben = await expectToSurvive((home) => home.changeAddress());
  await expect.poll(() => ben.perception.mediaPath, PATIENTLY).toBe('udp');
});

test('with UDP blocked from the start the call comes up over TCP by itself', async () => {
  const { ben } = await twoPeople((home) => home.blockUdp());
  await expect.poll(() => ben.perception.mediaPath, PATIENTLY).toBe('tcp');
});
