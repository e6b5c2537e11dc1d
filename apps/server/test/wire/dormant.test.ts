import { expect, test } from 'vitest';
import { fakeRtpParameters } from '../../src/media/fake/fakeParameters.ts';
import type { TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

/** A room that keeps one microphone ready: Ada's, who is on. Bob's is muted, and dormant. Cai listens. */
async function call({ patienceMs = 600_000 } = {}) {
  const server = await TestServer.start();
  server.media.readyMicrophones = { most: 1, patienceMs };
  const [ada, bob, cai] = [
    await server.join('home', 'Ada'),
    await server.join('home', 'Bob'),
    await server.join('home', 'Cai'),
  ];
  const ready = await ada.publish('microphone');
  const dormant = await bob.publish('microphone', true);
  const ids = { ready: ready.publicationId, dormant: dormant.publicationId };
  await cai.hears('media:published', ({ publication }) => publication.publicationId === ids.dormant);
  const consumers = () => server.media.counts().consumers;
  const setPaused = (client: TestClient, publicationId: string, isPaused: boolean) =>
    client.request('media:setPaused', { publicationId, isPaused });
  return { server, ada, bob, cai, ids, consumers, setPaused };
}

const wishesFor = (...publicationIds: string[]) =>
  publicationIds.map((publicationId) => ({ publicationId }));

/** Wishes for these, and takes all that comes of them, asked for or not. */
async function listen(client: TestClient, ...publicationIds: string[]): Promise<void> {
  const resume = (consumers: readonly { consumerId: string }[]) =>
    client.request('media:resume', { consumerIds: consumers.map(({ consumerId }) => consumerId) });
  client.socket.on('media:consumers', ({ consumers }) => void resume(consumers));
  const { consumers } = await client.request('media:want', { wishes: wishesFor(...publicationIds) });
  await resume(consumers);
}

test('[M21] a dormant microphone is called so, and not described', async () => {
  const { cai, ids, consumers } = await call();
  const granted = await cai.request('media:want', {
    wishes: wishesFor(ids.ready, ids.dormant, 'never-was'),
  });
  expect(granted.consumers.map(({ publicationId }) => publicationId)).toEqual([ids.ready]);
  expect(granted).toMatchObject({ unavailable: ['never-was'], dormant: [ids.dormant] });
  expect(consumers()).toBe(1);
});

test('[M21] one’s own is unavailable as ever', async () => {
  const { bob, ids } = await call();
  expect(await bob.request('media:want', { wishes: wishesFor(ids.dormant) })).toEqual({
    consumers: [],
    unavailable: [ids.dormant],
    dormant: [],
  });
});

test('[M21] whoever joins gets it in the snapshot, and no consumer of it', async () => {
  const { server, ids } = await call();
  const { joined } = await server.join('home', 'Dia');
  expect(joined.snapshot.publications.map(({ publicationId }) => publicationId)).toEqual([
    ids.ready,
    ids.dormant,
  ]);
  expect(joined.consumers.map(({ publicationId }) => publicationId)).toEqual([ids.ready]);
});

test('[M22] when it is unmuted it is offered to all who wish for it, and told when they have it', async () => {
  const { server, ada, bob, cai, ids, setPaused } = await call();
  await Promise.all([listen(cai, ids.ready, ids.dormant), listen(ada, ids.dormant)]);
  const dia = await server.join('home', 'Dia');
  await dia.request('media:want', { wishes: wishesFor(ids.ready) });
  await setPaused(bob, ids.dormant, false);
  // Ada's is on, too: three streams.
  expect(server.media.counts().flowing).toBe(3);
  for (const client of [cai, ada]) {
    await client.hears('media:changed');
    expect(client.of('media:consumers')).toMatchObject([
      {
        transportId: client.joined.receive.transportId,
        consumers: [{ publicationId: ids.dormant, kind: 'audio' }],
      },
    ]);
    const names = client.heard.map(({ name }) => name);
    expect(names.indexOf('media:consumers')).toBeLessThan(names.indexOf('media:changed'));
  }
  await dia.hears('media:changed');
  expect([...dia.of('media:consumers'), ...bob.of('media:consumers')]).toEqual([]);
});

test('[M22] a listener who does not answer keeps nobody from being heard by the others', async () => {
  const { server, ada, bob, cai, ids, setPaused } = await call({ patienceMs: 100 });
  await listen(cai, ids.dormant);
  await ada.request('media:want', { wishes: wishesFor(ids.dormant) });
  await setPaused(bob, ids.dormant, false);
  expect(await cai.hears('media:changed')).toEqual({ publicationId: ids.dormant, isPaused: false });
  expect(server.media.counts().consumers).toBe(2);
  await until('Cai hears it', () => server.media.counts().flowing === 1);
  // Her next list describes again what she has not taken.
  await listen(ada, ids.dormant);
  expect(server.media.counts().flowing).toBe(2);
});

test('[M22] who was away while it was offered finds it with the first list after that', async () => {
  const { server, bob, cai, ids, setPaused } = await call();
  await listen(cai, ids.dormant);
  cai.crash();
  await until('the loss is noticed', () => server.timers.count > 0);
  await setPaused(bob, ids.dormant, false);
  const again = await server.connect();
  await again.resume(cai, cai.joined.snapshot.seq);
  await listen(again, ids.dormant);
  expect(server.media.counts().flowing).toBe(1);
});

test('[M21] what is muted for the longest becomes dormant: its consumers end, and those who had them are told', async () => {
  const { server, ada, bob, cai, ids, consumers, setPaused } = await call();
  await Promise.all([listen(cai, ids.ready, ids.dormant), listen(bob, ids.ready)]);
  expect(consumers()).toBe(2);
  await setPaused(ada, ids.ready, true);
  // Muted, and still ready: nothing needs its place.
  expect(consumers()).toBe(2);
  const had = server.media.rooms[0]?.peer(cai.peerId)?.consumers.map(({ consumerId }) => consumerId);
  await setPaused(bob, ids.dormant, false);
  expect(await cai.hears('media:consumersClosed')).toEqual({ consumerIds: had });
  await bob.hears('media:consumersClosed');
  expect(ada.of('media:consumersClosed')).toEqual([]);
  expect(server.media.counts()).toMatchObject({ consumers: 1, flowing: 1 });
});

test('[M21] in a room with fewer, nothing of it is noticed', async () => {
  const server = await TestServer.start();
  const ada = await server.join('home', 'Ada');
  const bob = await server.join('home', 'Bob');
  const { publicationId } = await ada.publish('microphone', true);
  await listen(bob, publicationId);
  await ada.request('media:setPaused', { publicationId, isPaused: false });
  expect(server.media.counts().flowing).toBe(1);
  await ada.request('media:setPaused', { publicationId, isPaused: true });
  await bob.hears('media:changed', ({ isPaused }) => isPaused);
  expect([...bob.of('media:consumers'), ...bob.of('media:consumersClosed')]).toEqual([]);
});

/** As `call`, and Bob is on, too: one more than is kept ready. All three listen to both. */
async function twoOn() {
  const stage = await call();
  const { ada, bob, cai, ids, setPaused } = stage;
  await Promise.all([
    listen(cai, ids.ready, ids.dormant),
    listen(ada, ids.dormant),
    listen(bob, ids.ready),
  ]);
  await setPaused(bob, ids.dormant, false);
  expect(stage.server.media.counts()).toMatchObject({ consumers: 4, flowing: 4 });
  const setResting = (client: TestClient, publicationId: string, isResting: boolean) =>
    client.request('media:setResting', { publicationId, isResting });
  return { ...stage, setResting };
}

test('[M23] one that is on and silent rests: its consumers have ended when that is answered, and it is shown as on', async () => {
  const { server, ada, cai, ids, consumers, setResting } = await twoOn();
  const before = cai.heard.length;
  expect(await setResting(ada, ids.ready, true)).toEqual({ isDormant: true });
  expect(consumers()).toBe(2);
  await cai.hears('media:consumersClosed');
  expect(cai.heard.slice(before).map(({ name }) => name)).toEqual(['media:consumersClosed']);
  const dia = await server.join('home', 'Dia');
  expect(dia.joined.snapshot.publications[0]).toMatchObject({
    publicationId: ids.ready,
    isPaused: false,
  });
  expect(dia.joined.consumers.map(({ publicationId }) => publicationId)).toEqual([ids.dormant]);
});

test('[M24] one that rested is offered, and its owner is told when all have it', async () => {
  const { server, ada, ids, setResting } = await twoOn();
  await setResting(ada, ids.ready, true);
  expect(await setResting(ada, ids.ready, false)).toEqual({ isDormant: false });
  expect(server.media.counts()).toMatchObject({ consumers: 4, flowing: 4 });
});

test('[M23] where no more are on than are kept ready, none is dormant', async () => {
  const { ada, bob, ids, consumers, setPaused, setResting } = await twoOn();
  await setPaused(bob, ids.dormant, true);
  expect(await setResting(ada, ids.ready, true)).toEqual({ isDormant: false });
  expect(consumers()).toBe(2);
  // Nor does one that is muted rest.
  expect(await setResting(bob, ids.dormant, true)).toEqual({ isDormant: true });
  expect(await setResting(bob, ids.dormant, false)).toEqual({ isDormant: true });
  expect(consumers()).toBe(2);
});

test('[M23] a stream that takes the place of one while it rests is told to nobody', async () => {
  const { ada, cai, ids, consumers } = await twoOn();
  const before = cai.heard.length;
  const rtpParameters = fakeRtpParameters('audio');
  const renewal = { source: 'microphone', rtpParameters, isPaused: false, renews: ids.ready } as const;
  const resting = await ada.request('media:publish', { ...renewal, isResting: true });
  expect(resting).toMatchObject({
    isDormant: true,
    publication: { publicationId: ids.ready, revision: 1 },
  });
  expect(consumers()).toBe(2);
  await cai.hears('media:consumersClosed');
  expect(cai.heard.slice(before).map(({ name }) => name)).toEqual(['media:consumersClosed']);
  // One that does not rest has to be asked for by everybody.
  expect(await ada.request('media:publish', renewal)).toMatchObject({
    isDormant: false,
    publication: { revision: 2 },
  });
  await cai.hears('media:published', ({ publication }) => publication.revision === 2);
});
