import { describe, expect, test } from 'vitest';
import { RELAXED } from './support/relaxedRates.ts';
import type { TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

/** Quicker than in use, and slow enough for a test process that stands still for a moment. */
const QUICK = { intervalMs: 300, timeoutMs: 6_000, quietAfterMs: 3_000 };

/** Two in a room. */
async function pair(options: Parameters<typeof TestServer.start>[0] = {}) {
  const server = await TestServer.start(options);
  const ada = await server.join('home', 'Ada');
  const bob = await server.join('home', 'Bob');
  await ada.hears('peer:joined');
  return { server, ada, bob };
}

async function crash(server: TestServer, client: TestClient): Promise<void> {
  const before = server.timers.count;
  client.crash();
  await until('the server has noticed', () => server.timers.count > before);
}

describe('a connection that was closed by the other side', () => {
  test('[R1] is news after 3 s, [R3] and lost after 5 s without media', async () => {
    const { server, ada, bob } = await pair();
    await crash(server, bob);
    server.timers.advance(2_999);
    expect(await server.metric('parley_peers')).toBe(2);
    server.timers.advance(1);
    expect(await ada.hears('peer:changed')).toEqual({ peerId: bob.peerId, isConnected: false });
    server.timers.advance(1_999);
    expect(await server.metric('parley_peers')).toBe(2);
    server.timers.advance(1);
    expect(await ada.hears('peer:left')).toEqual({ peerId: bob.peerId, reason: 'lost' });
    expect(server.media.counts().peers).toBe(1);
    expect(server.timers.count).toBe(0);
  });

  test('[R1] is no news when the peer is back at once', async () => {
    const { server, ada, bob } = await pair();
    const { seq } = bob.joined.snapshot;
    await crash(server, bob);
    server.timers.advance(2_000);
    const again = await server.connect();
    expect(await again.resume(bob, seq)).toEqual({ kind: 'events', events: [], hasMedia: true });
    expect(server.timers.count).toBe(0);
    server.timers.advance(60_000);
    await again.request('hand:set', { isRaised: true });
    await ada.hears('hand:changed');
    expect(ada.heard.map(({ name }) => name)).toEqual(['peer:joined', 'hand:changed']);
  });
});

describe('a connection that falls silent', () => {
  test('[R2] [S4] is noticed, told at once, and its place is kept for 30 s', async () => {
    const { server, ada, bob } = await pair({ heartbeat: QUICK });
    bob.fallSilent();
    expect(await ada.hears('peer:changed')).toEqual({ peerId: bob.peerId, isConnected: false });
    await until('the socket was given up', () => server.timers.count === 1);
    server.timers.advance(29_999);
    expect(await server.metric('parley_peers')).toBe(2);
    server.timers.advance(1);
    expect(await ada.hears('peer:left')).toEqual({ peerId: bob.peerId, reason: 'lost' });
  });

  test('[R5] coming back is told, and is among what was missed', async () => {
    const { server, ada, bob } = await pair({ heartbeat: QUICK });
    const { seq } = bob.joined.snapshot;
    bob.fallSilent();
    await ada.hears('peer:changed', ({ isConnected }) => isConnected === false);
    await ada.say('are you there?');
    const again = await server.connect();
    const reply = await again.resume(bob, seq);
    expect(reply).toMatchObject({
      kind: 'events',
      events: [
        { name: 'peer:changed', data: { peerId: bob.peerId, isConnected: false }, seq: seq + 1 },
        { name: 'chat:posted', data: { message: { text: 'are you there?' } }, seq: seq + 2 },
        { name: 'peer:changed', data: { peerId: bob.peerId, isConnected: true }, seq: seq + 3 },
      ],
    });
    await ada.hears('peer:changed', ({ isConnected }) => isConnected === true);
    await ada.say('welcome back');
    await again.hears('chat:posted', ({ message }) => message.text === 'welcome back');
    expect(again.seqs).toEqual([seq + 4]);
  });
});

describe('resuming', () => {
  test('[R4] what is too long ago is answered with a snapshot', async () => {
    const { server, ada, bob } = await pair({ rateLimits: RELAXED });
    await crash(server, bob);
    for (let i = 0; i < 501; i += 1) await ada.request('peer:setName', { name: `Ada ${i}` });
    const again = await server.connect();
    const reply = await again.resume(bob, bob.joined.snapshot.seq);
    expect(reply).toMatchObject({
      kind: 'snapshot',
      snapshot: { room: 'home', peers: [{ name: 'Ada 500' }, { name: 'Bob', isConnected: true }] },
    });
  });

  test('[R4] exactly as much as is kept comes as events', async () => {
    const { server, ada, bob } = await pair({ rateLimits: RELAXED });
    await crash(server, bob);
    for (let i = 0; i < 500; i += 1) await ada.request('peer:setName', { name: `Ada ${i}` });
    const again = await server.connect();
    const reply = await again.resume(bob, bob.joined.snapshot.seq);
    expect(reply.kind === 'events' && reply.events.length).toBe(500);
  });

  test('[R4] a number from another life is answered with a snapshot', async () => {
    const { server, bob } = await pair();
    await crash(server, bob);
    const again = await server.connect();
    expect(await again.resume(bob, 4711)).toMatchObject({ kind: 'snapshot', snapshot: { seq: 2 } });
  });

  test('[R6] needs the token, and the place', async () => {
    const { server, ada, bob } = await pair();
    await crash(server, bob);
    const thief = await server.connect();
    const { peerId } = bob.joined;
    const resume = (change: object) =>
      thief.request('room:resume', {
        room: 'home',
        peerId,
        resumeToken: ada.joined.resumeToken,
        since: 0,
        ...change,
      });
    await expect(resume({})).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(resume({ resumeToken: 'x'.repeat(64) })).rejects.toMatchObject({
      code: 'unauthorized',
    });
    await expect(resume({ peerId: 'nobody-here' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(resume({ room: 'elsewhere' })).rejects.toMatchObject({ code: 'not-found' });
    server.timers.advance(5_000);
    await expect(resume({ resumeToken: bob.joined.resumeToken })).rejects.toMatchObject({
      code: 'not-found',
    });
    await thief.join('home', 'Bob again');
  });

  test('[R7] takes the place over from a socket that is still open', async () => {
    const { server, ada, bob } = await pair();
    const ended = new Promise((resolve) => bob.socket.once('disconnect', resolve));
    const again = await server.connect();
    await again.resume(bob, bob.joined.snapshot.seq);
    expect(await ended).toBe('io server disconnect');
    await ada.say('which one of you?');
    await again.hears('chat:posted');
    expect(bob.of('chat:posted')).toEqual([]);
    expect(server.timers.count).toBe(0);
    expect(await server.metric('parley_peers')).toBe(2);
    expect(ada.of('peer:changed')).toEqual([]);
  });

  test('[J5] is refused to a socket that is in a room', async () => {
    const { server, ada, bob } = await pair();
    await crash(server, bob);
    await expect(ada.resume(bob, 0)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('[R8] keeps transports, publications and consumers', async () => {
    const { server, ada, bob } = await pair();
    const camera = await bob.publish('camera');
    await ada.request('media:want', { wishes: [{ publicationId: camera.publicationId }] });
    const before = server.media.counts();
    await crash(server, bob);
    const again = await server.connect();
    await again.resume(bob, bob.joined.snapshot.seq);
    expect(server.media.counts()).toEqual(before);
    await again.request('media:setPaused', { publicationId: camera.publicationId, isPaused: true });
    await ada.hears('media:changed');
  });

  test('[E3] no event is lost or doubled between the answer and what follows', async () => {
    const { server, ada, bob } = await pair({ rateLimits: RELAXED });
    let isBusy = true;
    const busy = (async () => {
      for (let i = 0; isBusy; i += 1) await ada.request('peer:setName', { name: `Ada ${i}` });
    })();
    let current = bob;
    let since = bob.joined.snapshot.seq;
    const seen: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      const next = await server.connect();
      const reply = await next.resume(bob, since);
      if (reply.kind !== 'events') throw new Error('expected events');
      seen.push(...reply.events.map(({ seq }) => seq));
      await until('an event comes live', () => next.seqs.length > 0);
      // What still comes in while the next one takes over is asked for again.
      const live = next.seqs;
      seen.push(...live);
      since = seen.at(-1) ?? since;
      current = next;
    }
    isBusy = false;
    await busy;
    const first = bob.joined.snapshot.seq + 1;
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => first + i));
    expect(current.socket.connected).toBe(true);
  });

  test('[E5] somebody who comes back hears who is speaking', async () => {
    const { server, ada, bob } = await pair();
    server.media.rooms[0]?.speak([ada.peerId]);
    await bob.hears('media:speakers');
    await crash(server, bob);
    const again = await server.connect();
    await again.resume(bob, bob.joined.snapshot.seq);
    expect(await again.hears('media:speakers')).toEqual({ peerIds: [ada.peerId] });
  });
});

describe('a room whose peers are all away', () => {
  test('waits for them, and closes when nobody comes', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    await crash(server, ada);
    expect(server.media.counts().rooms).toBe(1);
    server.timers.advance(5_000);
    await until('the room is closed', () => server.media.counts().rooms === 0);
    expect(await server.metric('parley_rooms')).toBe(0);
  });
});
