import { describe, expect, test } from 'vitest';
import { joinRequest, type TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';
import { withOther } from './support/withOther.ts';

describe('joining', () => {
  test('[J3] the snapshot holds the joiner, and the others hear of it under its number', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    const bob = await server.join('home', 'Bob');
    expect(ada.joined.snapshot).toMatchObject({ room: 'home', seq: 1, peers: [{ name: 'Ada' }] });
    expect(bob.joined.snapshot.peers.map((peer) => peer.name)).toEqual(['Ada', 'Bob']);
    await ada.hears('peer:joined');
    expect(ada.heard).toEqual([
      {
        name: 'peer:joined',
        data: { peer: bob.joined.snapshot.peers[1] },
        seq: bob.joined.snapshot.seq,
      },
    ]);
  });

  test('[M1] both transports are connected by the fingerprint alone', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    const media = server.media.rooms[0]?.peer(ada.peerId);
    expect(media?.connected).toEqual(new Set(['send', 'receive']));
    await expect(
      ada.request('media:connect', {
        direction: 'send',
        fingerprint: { algorithm: 'sha-256', value: 'AB:CD' },
      }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  test('[M2] without a fingerprint each is connected on its own', async () => {
    const server = await TestServer.start();
    const ada = await server.connect();
    await ada.request('room:join', {
      room: 'home',
      name: 'Ada',
      media: { rtpCapabilities: {}, firstWish: { videos: 0, size: { width: 1, height: 1 } } },
    });
    const media = server.media.rooms[0]?.peers[0];
    expect(media?.connected.size).toBe(0);
    const fingerprint = { algorithm: 'sha-256', value: 'AB:CD' } as const;
    await ada.request('media:connect', { direction: 'send', fingerprint });
    await ada.request('media:connect', { direction: 'receive', fingerprint });
    expect(media?.connected).toEqual(new Set(['send', 'receive']));
  });

  test('[J8] somebody who comes late gets everything', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    const camera = await ada.publish('camera');
    const microphone = await ada.publish('microphone', true);
    await ada.request('hand:set', { isRaised: true });
    for (const text of ['one', 'two', 'three']) await ada.say(text);
    const late = await server.join('home', 'Late');
    const { snapshot, consumers } = late.joined;
    expect(snapshot.publications).toEqual([camera, microphone]);
    expect(snapshot.peers[0]?.handRaisedAt).toEqual(expect.any(Number));
    expect(snapshot.chat.messages.map((message) => message.text)).toEqual(['one', 'two', 'three']);
    // [M11]
    expect(new Set(consumers.map((one) => one.publicationId))).toEqual(
      new Set([camera.publicationId, microphone.publicationId]),
    );
  });

  test('[J5] one room at a time, one way in at a time', async () => {
    const server = await TestServer.start();
    const ada = await server.connect();
    const both = await Promise.allSettled([ada.join('one', 'Ada'), ada.join('two', 'Ada')]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'conflict' } });
    await expect(ada.join('two', 'Ada')).rejects.toMatchObject({ code: 'conflict' });
    expect(server.media.counts()).toMatchObject({ rooms: 1, peers: 1 });
    await ada.request('room:leave', {});
    await ada.join('two', 'Ada');
    expect(ada.joined.snapshot).toMatchObject({ room: 'two', peers: [{ name: 'Ada' }] });
  });

  test('[J2] a room has a name that can stand in an address', async () => {
    const server = await TestServer.start();
    const ada = await server.connect();
    for (const room of ['', 'Home', 'my room', '-home', 'home-', 'a/b', '../x', 'ü', 'x'.repeat(65)]) {
      await expect(ada.join(room, 'Ada')).rejects.toMatchObject({ code: 'bad-request' });
    }
    expect(server.media.counts().rooms).toBe(0);
    await ada.join('x'.repeat(64), 'Ada');
  });

  test('[J7] one name twice is two peers', async () => {
    const server = await TestServer.start();
    const one = await server.join('home', 'Ada');
    const two = await server.join('home', 'Ada');
    expect(two.peerId).not.toBe(one.peerId);
    expect(two.joined.snapshot.peers).toHaveLength(2);
  });

  test('[J6] a full room says so, also to those who come at once', async () => {
    const server = await TestServer.start({ config: { roomMaxPeers: 3 } });
    const clients = await Promise.all([1, 2, 3, 4, 5].map(() => server.connect()));
    const joins = await Promise.allSettled(clients.map((client, i) => client.join('home', `Peer ${i}`)));
    const refused = joins.flatMap((join) => (join.status === 'rejected' ? [join.reason] : []));
    expect(refused).toHaveLength(2);
    for (const error of refused) expect(error).toMatchObject({ code: 'full', details: { maxPeers: 3 } });
    expect(server.media.counts().peers).toBe(3);
    const visitor = await server.connect();
    expect(await visitor.request('room:preview', { room: 'home' })).toMatchObject({ isFull: true });
    await clients[joins.findIndex(({ status }) => status === 'fulfilled')]?.request('room:leave', {});
    await visitor.join('home', 'Next');
  });

  test('[J6] a place that is kept counts', async () => {
    const server = await TestServer.start({ config: { roomMaxPeers: 2 } });
    await server.join('home', 'Ada');
    const bob = await server.join('home', 'Bob');
    bob.crash();
    await until('the place is kept', () => server.timers.count > 0);
    const carol = await server.connect();
    await expect(carol.join('home', 'Carol')).rejects.toMatchObject({ code: 'full' });
    server.timers.advance(5_000);
    await carol.join('home', 'Carol');
  });

  test('[J4] media that the SFU refuses leaves nothing behind', async () => {
    const server = await TestServer.start();
    const ada = await server.connect();
    await expect(ada.join('home', 'Ada', { rtpCapabilities: { codecs: 'opus' } })).rejects.toMatchObject(
      {
        code: 'bad-request',
      },
    );
    expect(server.media.counts()).toMatchObject({ rooms: 0, peers: 0 });
    expect(await server.metric('parley_rooms')).toBe(0);
    await ada.join('home', 'Ada');
  });

  test('[J4] a room that cannot be read from the database leaves nothing behind', async () => {
    let isBroken = true;
    const server = await TestServer.start({
      wrapStorage: withOther('chat', (real) => ({
        page: (...given) => (isBroken ? Promise.reject(new Error('disk full')) : real.page(...given)),
      })),
    });
    const ada = await server.connect();
    const error = await ada.join('home', 'Ada').catch((reason) => reason);
    expect(error).toMatchObject({ code: 'unavailable' });
    expect(error.message).not.toContain('disk full');
    expect(server.log.find((line) => line.level === 'error')).toMatchObject({
      err: { message: 'disk full' },
    });
    expect(server.media.counts()).toMatchObject({ rooms: 0, peers: 0 });
    isBroken = false;
    await ada.join('home', 'Ada');
  });

  test('[J4] a socket that ends on the way in leaves nothing behind and was seen by nobody', async () => {
    const gate = Promise.withResolvers<void>();
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    const [room] = server.media.rooms;
    if (!room) throw new Error('no room');
    const addPeer = room.addPeer.bind(room);
    room.addPeer = async (...given) => {
      const media = await addPeer(...given);
      await gate.promise;
      return media;
    };
    const bob = await server.connect();
    bob.socket.emit('room:join', joinRequest('home', 'Bob'), () => {});
    await until('the join is half done', () => server.media.counts().peers === 2);
    bob.crash();
    await until('the socket is gone', async () => (await server.metric('parley_sockets')) === 1);
    gate.resolve();
    await until('its media is closed', () => server.media.counts().peers === 1);
    await ada.request('hand:set', { isRaised: true });
    await ada.hears('hand:changed');
    expect(ada.heard.map(({ name }) => name)).toEqual(['hand:changed']);
    expect(await server.metric('parley_peers')).toBe(1);
    expect(server.timers.count).toBe(0);
  });

  test('[E1] [E3] no event is lost or doubled between snapshot and subscription', async () => {
    const server = await TestServer.start();
    const talker = await server.join('home', 'Talker');
    let isTalking = true;
    const talking = (async () => {
      for (let i = 0; isTalking; i += 1) await talker.request('peer:setName', { name: `Talker ${i}` });
    })();
    const joiners: TestClient[] = [];
    for (let i = 0; i < 8; i += 1) {
      const [one, two] = await Promise.all([server.join('home', `A${i}`), server.join('home', `B${i}`)]);
      joiners.push(one, two);
    }
    isTalking = false;
    await talking;
    await talker.request('hand:set', { isRaised: true });
    for (const joiner of joiners) {
      await joiner.hears('hand:changed');
      const { seq } = joiner.joined.snapshot;
      const last = joiner.seqs.at(-1) ?? 0;
      expect(joiner.seqs).toEqual(Array.from({ length: last - seq }, (_, i) => seq + 1 + i));
    }
  });

  test('[E3] [E5] nothing overtakes the answer', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    server.media.rooms[0]?.speak([ada.peerId]);
    const bob = await server.connect();
    const heardBefore = new Promise((resolve) => {
      bob.socket.emit('room:join', joinRequest('home', 'Bob'), () => resolve([...bob.heard]));
    });
    expect(await heardBefore).toEqual([]);
    expect(await bob.hears('media:speakers')).toEqual({ peerIds: [ada.peerId] });
  });

  test('[J1] names of any script arrive as they are', async () => {
    const server = await TestServer.start();
    const names = ['🦊 Zoë "Z" <b>', "O'Brien & Söhne", '李雷', 'x'.repeat(64), '👩‍👩‍👧‍👦'.repeat(9)];
    for (const name of names) await server.join('home', name);
    const visitor = await server.connect();
    expect((await visitor.request('room:preview', { room: 'home' })).names).toEqual(names);
  });

  test('gives time-limited credentials for the relay', async () => {
    const now = 1_800_000_000_000;
    const turn = { urls: ['turn:turn.example.org:3478'], secret: 'north', ttlS: 600 };
    const server = await TestServer.start({ config: { turn }, now: () => now });
    const ada = await server.join('home', 'Ada');
    const username = `1800000600:${ada.peerId}`;
    expect(ada.joined.iceServers).toEqual([
      { urls: turn.urls, username, credential: expect.any(String) },
    ]);
    const restarted = await ada.request('media:restartIce', { direction: 'send' });
    expect(restarted.iceServers).toEqual(ada.joined.iceServers);
  });
});
