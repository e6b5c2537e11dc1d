import { expect, test } from 'vitest';
import { fakeRtpParameters } from '../../src/media/fake/fakeParameters.ts';
import { joinRequest } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

const { media } = joinRequest('home', 'Somebody');
const MICROPHONE = { source: 'microphone', rtpParameters: fakeRtpParameters('audio') } as const;

/** Two in a room; Ada shows a camera that Bob watches, and is muted. */
async function pair() {
  const server = await TestServer.start();
  const ada = await server.join('home', 'Ada');
  const bob = await server.join('home', 'Bob');
  const camera = await ada.publish('camera');
  const microphone = await ada.publish('microphone', true);
  await bob.hears('media:published', ({ publication }) => publication.source === 'microphone');
  await bob.request('media:want', { wishes: [{ publicationId: camera.publicationId }] });
  return { server, ada, bob, camera, microphone };
}

test('[R9] when a media worker dies, the peers stay and are asked to open their media anew', async () => {
  const { server, ada, bob, camera } = await pair();
  const seq = bob.seqs.at(-1);
  server.media.rooms[0]?.lose();
  await ada.hears('media:lost');
  await bob.hears('media:lost');
  await until('the call has moved', () => server.media.counts().rooms === 1);

  const opened = await bob.request('media:open', media);
  expect(opened.consumers).toEqual([]);
  await ada.request('media:open', media);
  expect(server.media.counts()).toMatchObject({ rooms: 1, peers: 2, producers: 0 });

  const again = await ada.publish('camera');
  expect(again).toEqual({ ...camera, revision: camera.revision + 1 });
  await bob.hears('media:published', ({ publication }) => publication.revision === 2);
  const { consumers } = await bob.request('media:want', {
    wishes: [{ publicationId: camera.publicationId }],
  });
  expect(consumers).toMatchObject([{ publicationId: camera.publicationId }]);
  // Nobody left, nobody came, nothing was unpublished.
  expect(bob.heard.filter((heard) => (heard.seq ?? 0) > (seq ?? 0)).map(({ name }) => name)).toEqual([
    'media:published',
  ]);
  expect(server.log.some((line) => line.level === 'error' && line['room'] === 'home')).toBe(true);
});

test('[R9] what was muted when the worker died comes back muted', async () => {
  const { server, ada, microphone } = await pair();
  server.media.rooms[0]?.lose();
  await ada.hears('media:lost');
  await ada.request('media:open', media);
  const { publication } = await ada.request('media:publish', { ...MICROPHONE, isPaused: true });
  expect(publication).toMatchObject({ publicationId: microphone.publicationId, isPaused: true });
  expect(server.media.rooms[0]?.publications).toMatchObject([{ isPaused: true }]);
});

test('[R9] a source may be muted and ended while nothing carries it', async () => {
  const { server, ada, bob, camera, microphone } = await pair();
  await ada.request('media:setPaused', {
    publicationId: microphone.publicationId,
    isPaused: false,
  });
  server.media.rooms[0]?.lose();
  await ada.hears('media:lost');
  await ada.request('media:setPaused', { publicationId: microphone.publicationId, isPaused: true });
  await bob.hears('media:changed', ({ isPaused }) => isPaused);
  await ada.request('media:unpublish', { publicationId: camera.publicationId });
  await bob.hears('media:unpublished');
});

test('[R9] without transports media requests are refused, and say what to ask for', async () => {
  const { server, ada, camera } = await pair();
  server.media.rooms[0]?.lose();
  await ada.hears('media:lost');
  const refused = { code: 'not-found', details: { reason: 'no-media' } };
  await expect(ada.publish('camera')).rejects.toMatchObject(refused);
  await expect(ada.request('media:restartIce', { direction: 'send' })).rejects.toMatchObject(refused);
  await expect(ada.request('media:want', { wishes: [] })).rejects.toMatchObject(refused);
  await ada.request('media:unpublish', { publicationId: camera.publicationId });
});

test('[R9] somebody who was away when the worker died is told on resuming', async () => {
  const { server, bob } = await pair();
  bob.crash();
  await until('the server has noticed', () => server.timers.count > 0);
  server.media.rooms[0]?.lose();
  const again = await server.connect();
  expect(await again.resume(bob, bob.joined.snapshot.seq)).toMatchObject({ hasMedia: false });
  await again.request('media:open', media);
});

test('[R9] a peer whose transport ended in the SFU is told at once, and nobody else', async () => {
  const { server, ada, bob, camera } = await pair();
  const adasMedia = () => server.media.rooms[0]?.peer(ada.joined.peerId);
  adasMedia()?.lose();
  await ada.hears('media:lost');
  await expect(ada.publish('camera')).rejects.toMatchObject({ details: { reason: 'no-media' } });
  await ada.request('media:open', media);
  expect(server.media.counts()).toMatchObject({ peers: 2, producers: 0 });
  expect((await ada.publish('camera')).publicationId).toBe(camera.publicationId);
  await bob.hears('media:published', ({ publication }) => publication.revision === 2);
  expect(bob.of('media:lost')).toEqual([]);
  expect(await server.metric('parley_heal_steps_total{step="rebuild"}')).toBe(1);
  // What it has now has nothing to do with what ended.
  expect(adasMedia()?.publications).toHaveLength(1);
});

test('[M13] media may be opened anew at any time: what was published waits for its stream', async () => {
  const { server, ada, bob, camera } = await pair();
  await ada.request('media:open', media);
  expect(server.media.counts()).toMatchObject({ peers: 2, producers: 0, consumers: 0 });
  const again = await ada.publish('camera');
  expect(again.publicationId).toBe(camera.publicationId);
  await expect(ada.publish('camera')).rejects.toMatchObject({ code: 'conflict' });
  await bob.hears('media:published', ({ publication }) => publication.revision === 2);
});

test('[R9] a call whose worker died waits for the next one and closes when everybody leaves', async () => {
  const { server, ada, bob } = await pair();
  server.media.refuseRooms();
  server.media.rooms[0]?.lose();
  await bob.hears('media:lost');
  const opening = ada.request('media:open', media);
  await until('the next try is planned', () => server.timers.count > 0);
  server.media.takeRooms();
  server.timers.advance(100);
  await opening;
  expect(server.media.counts().rooms).toBe(1);
  server.media.refuseRooms();
  server.media.rooms[0]?.lose();
  await until('it is lost again', () => ada.of('media:lost').length === 2);
  await ada.request('room:leave', {});
  await bob.request('room:leave', {});
  expect(server.timers.count).toBe(0);
  expect(await server.metric('parley_rooms')).toBe(0);
});
