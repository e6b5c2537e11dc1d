import type { RequestOf } from '@parley/protocol/contract';
import { describe, expect, test } from 'vitest';
import { joinRequest, type TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

const { rtpCapabilities, fingerprint } = joinRequest('home', 'Somebody').media;
const media = { rtpCapabilities, fingerprint };

/** Ada is in the room, Bob looks at it from outside. */
async function begin(options: Parameters<typeof TestServer.start>[0] = {}) {
  const server = await TestServer.start(options);
  return { server, ada: await server.join('home', 'Ada'), bob: await server.connect() };
}

const prepare = (client: TestClient, room = 'home') => client.request('room:prepare', { room, media });

async function prepared(client: TestClient): Promise<string> {
  const { path } = await prepare(client);
  if (!path) throw new Error('nothing was prepared');
  return path.receive.transportId;
}

const joinWith = (client: TestClient, request: Partial<RequestOf<'room:join'>>) =>
  client.request('room:join', { ...joinRequest('home', 'Bob'), ...request });

const peers = (server: TestServer) => server.media.counts().peers;

/** The next pair of transports is handed out only when the returned function is called. */
function holdTheNext(server: TestServer): () => void {
  const [room] = server.media.rooms;
  if (!room) throw new Error('no room');
  const gate = Promise.withResolvers<void>();
  const addPeer = room.addPeer.bind(room);
  room.addPeer = async (...given) => {
    room.addPeer = addPeer;
    const made = await addPeer(...given);
    await gate.promise;
    return made;
  };
  return gate.resolve;
}

test('[J11] a prepared path is connected, seen by nobody, and the one that is joined with', async () => {
  const { server, ada, bob } = await begin();
  await ada.publish('camera');
  const transportId = await prepared(bob);
  expect(peers(server)).toBe(2);
  expect(server.media.rooms[0]?.peers[1]?.connected).toEqual(new Set(['send', 'receive']));
  expect(server.media.counts().consumers).toBe(0);
  const visitor = await server.connect();
  expect(await visitor.request('room:preview', { room: 'home' })).toMatchObject({ names: ['Ada'] });
  expect(ada.of('peer:joined')).toEqual([]);
  expect(await server.metric('parley_peers')).toBe(1);

  const joined = await joinWith(bob, { prepared: transportId });
  expect(joined.receive.transportId).toBe(transportId);
  expect(joined.consumers).toHaveLength(1);
  expect(peers(server)).toBe(2);
  await ada.hears('peer:joined', ({ peer }) => peer.peerId === joined.peerId);
  expect((await bob.publish('camera')).peerId).toBe(joined.peerId);
  await bob.request('room:leave', {});
  expect(peers(server)).toBe(1);
});

test('[J11] of a room that nobody is in, or that is full, there is nothing to prepare', async () => {
  const { server, bob } = await begin({ config: { roomMaxPeers: 1 } });
  expect(await prepare(bob, 'elsewhere')).toEqual({ path: null });
  expect(await prepare(bob)).toEqual({ path: null });
  expect(server.media.counts()).toMatchObject({ rooms: 1, peers: 1 });
});

describe('[J12] a path that is not used is closed', () => {
  test('by joining without it, or with another', async () => {
    const { server, bob } = await begin();
    const first = await prepared(bob);
    expect((await joinWith(bob, {})).receive.transportId).not.toBe(first);
    expect(peers(server)).toBe(2);

    const eve = await server.connect();
    const hers = await prepared(eve);
    const joined = await joinWith(eve, { prepared: first });
    expect([first, hers]).not.toContain(joined.receive.transportId);
    expect(peers(server)).toBe(3);
  });

  test('by joining another room', async () => {
    const { server, bob } = await begin();
    const transportId = await prepared(bob);
    await joinWith(bob, { room: 'elsewhere', prepared: transportId });
    expect(server.media.counts()).toMatchObject({ rooms: 2, peers: 2 });
  });

  test('by preparing again', async () => {
    const { server, bob } = await begin();
    const first = await prepared(bob);
    const second = await prepared(bob);
    expect(peers(server)).toBe(2);
    expect((await joinWith(bob, { prepared: second })).receive.transportId).toBe(second);
    expect(first).not.toBe(second);
  });

  test('by going away', async () => {
    const { server, bob } = await begin();
    await prepared(bob);
    bob.crash();
    await until('nothing of it is left', () => peers(server) === 1);
  });

  test('by going away while it is being made', async () => {
    const { server, bob } = await begin();
    const finish = holdTheNext(server);
    bob.socket.emit('room:prepare', { room: 'home', media }, () => {});
    await until('it is half made', () => peers(server) === 2);
    bob.crash();
    await until('the socket is gone', async () => (await server.metric('parley_sockets')) === 1);
    finish();
    await until('nothing of it is left', () => peers(server) === 1);
  });

  test('by joining while it is being made; leaving later is noticed as ever', async () => {
    const { server, ada, bob } = await begin();
    const finish = holdTheNext(server);
    const answer = prepare(bob);
    await until('it is half made', () => peers(server) === 2);
    const joined = await joinWith(bob, {});
    finish();
    expect(await answer).toEqual({ path: null });
    expect(peers(server)).toBe(2);
    bob.crash();
    await until('the place is kept', () => server.timers.count > 0);
    server.timers.advance(5_000);
    await ada.hears('peer:left', ({ peerId }) => peerId === joined.peerId);
  });

  test('with the call', async () => {
    const { server, ada, bob } = await begin();
    const transportId = await prepared(bob);
    await ada.request('room:leave', {});
    expect(server.media.counts()).toMatchObject({ rooms: 0, peers: 0 });
    const joined = await joinWith(bob, { prepared: transportId });
    expect(joined.receive.transportId).not.toBe(transportId);
    expect(peers(server)).toBe(1);
  });
});

test('[J12] a path that the SFU has lost is not missed', async () => {
  const { server, ada, bob } = await begin();
  const transportId = await prepared(bob);
  server.media.rooms[0]?.lose();
  await ada.hears('media:lost');
  await until('the call has moved', () => server.media.counts().rooms === 1);
  const joined = await joinWith(bob, { prepared: transportId });
  expect(joined.receive.transportId).not.toBe(transportId);
});

test('[J9] [J12] somebody who comes back is the same peer, over a path of its own', async () => {
  const { server, ada, bob } = await begin();
  const { peerId, resumeToken } = ada.joined;
  await server.join('home', 'Carol');
  await ada.request('room:leave', {});
  const transportId = await prepared(bob);
  const joined = await joinWith(bob, {
    prepared: transportId,
    former: { peerId, resumeToken, handRaisedAt: null },
  });
  expect(joined.peerId).toBe(peerId);
  expect(joined.receive.transportId).not.toBe(transportId);
  expect(peers(server)).toBe(2);
});

test('[J11] whoever may not join may not prepare to', async () => {
  const server = await TestServer.start({ config: { guestsAllowed: false } });
  const guest = await server.connect();
  await expect(prepare(guest)).rejects.toMatchObject({ code: 'unauthorized' });
  const open = await begin();
  await expect(prepare(open.bob, '482-193')).rejects.toMatchObject({ code: 'not-found' });
  await expect(prepare(open.ada)).rejects.toMatchObject({ code: 'conflict' });
});

test('[J11] media that the SFU refuses leaves nothing behind', async () => {
  const { server, bob } = await begin();
  const broken = { room: 'home', media: { rtpCapabilities: { codecs: 'opus' } } };
  await expect(bob.request('room:prepare', broken)).rejects.toMatchObject({ code: 'bad-request' });
  expect(peers(server)).toBe(1);
});

test('[J11] lookers-on get no more than 50 paths of a room, and join without one then', async () => {
  const { server } = await begin();
  const lookers = await Promise.all(Array.from({ length: 52 }, () => server.connect()));
  const answers = await Promise.all(lookers.map((looker) => prepare(looker)));
  expect(answers.filter(({ path }) => path !== null)).toHaveLength(50);
  const without = lookers[answers.findIndex(({ path }) => path === null)];
  await without?.join('home', 'Late');
  expect(peers(server)).toBe(52);
});
