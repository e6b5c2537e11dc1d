import type { DirectPair } from '@parley/protocol/direct';
import { expect, test } from 'vitest';
import type { TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

const start = (directCalls = true) => TestServer.start({ config: { directCalls } });

const allow = (client: TestClient, isAllowed = true) =>
  client.request('direct:setAllowed', { isAllowed });

/** With whom each of them was told last to connect. */
const lastPair = (client: TestClient) => client.of('direct:paired').at(-1)?.pair;

async function paired(client: TestClient): Promise<DirectPair> {
  const { pair } = await client.hears('direct:paired', ({ pair }) => pair !== null);
  if (pair === null) throw new Error('unreachable');
  return pair;
}

/** Two who let it, and are told to connect. */
async function pair() {
  const server = await start();
  const ada = await server.join('home', 'Ada');
  const ben = await server.join('home', 'Ben');
  await allow(ada);
  await allow(ben);
  const [ofAda, ofBen] = [await paired(ada), await paired(ben)];
  return { server, ada, ben, ofAda, ofBen };
}

const state = (attempt = 1) => ({ kind: 'state' as const, attempt, wanted: [], settled: [] });

test('[Y1] two who are alone in a room and let it are told to connect, one of them to offer', async () => {
  const { ada, ben, ofAda, ofBen } = await pair();
  expect(ofAda).toEqual({ pairId: ofBen.pairId, peerId: ben.peerId, isOffering: true });
  expect(ofBen).toEqual({ pairId: ofAda.pairId, peerId: ada.peerId, isOffering: false });
});

test('[Y1] where the operator does not offer it, or one of the two does not let it, nobody is', async () => {
  const server = await start(false);
  const [ada, ben] = [await server.join('home', 'Ada'), await server.join('home', 'Ben')];
  expect(await allow(ada)).toEqual({ isOffered: false });
  await allow(ben);
  const offering = await start();
  const [cleo, dan] = [await offering.join('home', 'Cleo'), await offering.join('home', 'Dan')];
  expect(await allow(cleo)).toEqual({ isOffered: true });
  for (const client of [ada, ben, cleo, dan]) expect(client.of('direct:paired')).toEqual([]);
});

test('[Y2] a third person ends it at once, and it begins anew when two remain', async () => {
  const { server, ada, ben, ofAda } = await pair();
  const cleo = await server.join('home', 'Cleo');
  for (const client of [ada, ben]) await until('the pair ends', () => lastPair(client) === null);
  await allow(cleo);
  expect(cleo.of('direct:paired')).toEqual([]);
  await cleo.request('room:leave', {});
  for (const client of [ada, ben]) await until('a new pair', () => lastPair(client) != null);
  expect(lastPair(ada)?.pairId).toBe(lastPair(ben)?.pairId);
  expect(lastPair(ada)?.pairId).not.toBe(ofAda.pairId);
});

test('[Y2] who does not let it any more ends it for both', async () => {
  const { ada, ben } = await pair();
  await allow(ben, false);
  for (const client of [ada, ben]) await until('the pair ends', () => lastPair(client) === null);
});

test('[Y2] a line that is lost ends it; who comes back hears of a new pair after the answer', async () => {
  const { server, ada, ben, ofBen } = await pair();
  ben.crash();
  await until('the loss is noticed', () => server.log.some(({ msg }) => msg.includes('place kept')));
  server.timers.advance(3_000);
  await until('the pair ends', () => lastPair(ada) === null);
  const again = await server.connect();
  await again.resume(ben, 0);
  const { pairId } = await paired(again);
  expect(pairId).not.toBe(ofBen.pairId);
  await until('both know', () => lastPair(ada)?.pairId === pairId);
});

test('[Y3] what one tells the other is passed on, for the pair before, too', async () => {
  const { server, ada, ben, ofAda } = await pair();
  const { pairId } = ofAda;
  await ada.request('direct:tell', { pairId, signal: state() });
  expect(await ben.hears('direct:told')).toEqual({ pairId, signal: state() });
  expect(ada.of('direct:told')).toEqual([]);
  await server.join('home', 'Cleo');
  await until('the pair ends', () => lastPair(ben) === null);
  await ben.request('direct:tell', { pairId, signal: state(2) });
  expect(await ada.hears('direct:told')).toEqual({ pairId, signal: state(2) });
});

test('[Y3] nobody else gets through to them', async () => {
  const { server, ada, ofAda } = await pair();
  const stranger = await server.join('elsewhere', 'Eve');
  const cleo = await server.join('home', 'Cleo');
  for (const client of [stranger, cleo]) {
    await expect(
      client.request('direct:tell', { pairId: ofAda.pairId, signal: state() }),
    ).rejects.toMatchObject({ code: 'not-found' });
  }
  await expect(
    ada.request('direct:tell', { pairId: 'another-pair', signal: state() }),
  ).rejects.toMatchObject({ code: 'not-found' });
  expect(ada.of('direct:told')).toEqual([]);
});
