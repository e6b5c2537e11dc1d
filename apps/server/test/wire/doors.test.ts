import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ADMIN_TOKEN, operator } from './support/operator.ts';
import { joinRequest, type TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';
import { withOther } from './support/withOther.ts';

const start = (options: Parameters<typeof TestServer.start>[0] = {}) =>
  TestServer.start({ ...options, config: { adminToken: ADMIN_TOKEN } });

const close = (server: TestServer, endMeetingsInMs?: number) =>
  operator(server, 'PUT /doors', {
    body: { isOpen: false, ...(endMeetingsInMs === undefined ? {} : { endMeetingsInMs }) },
  });
const open = (server: TestServer) => operator(server, 'PUT /doors', { body: { isOpen: true } });

const former = ({ joined: { peerId, resumeToken } }: TestClient) => ({ peerId, resumeToken });

/** Joins as the peer that `lost` was, on a new socket. */
async function rejoin(server: TestServer, lost: TestClient, room = 'home') {
  const again = await server.connect();
  return again.request('room:join', {
    ...joinRequest(room, 'Back'),
    former: { ...former(lost), handRaisedAt: null },
  });
}

const CLOSED = { code: 'closed', details: { reason: 'doors-closed' } };

describe('[O1] closed doors', () => {
  test('keep out whoever is new, and the running meeting goes on', async () => {
    const server = await start();
    const [ada, bob] = [await server.join('home', 'Ada'), await server.join('home', 'Bob')];
    expect((await close(server)).body).toMatchObject({ isOpen: false, meetingsEndAt: null });

    const newcomer = await server.connect();
    for (const room of ['home', 'elsewhere', `check-${'a'.repeat(24)}`]) {
      await expect(newcomer.request('room:preview', { room })).rejects.toMatchObject(CLOSED);
      await expect(newcomer.join(room, 'Eve')).rejects.toMatchObject(CLOSED);
    }
    expect(server.media.counts()).toMatchObject({ rooms: 1, peers: 2 });
    await ada.say('we are still here');
    await bob.hears('chat:posted');
    // A proof that is none is none here either.
    const forged = { ...former(ada), peerId: 'somebody-else' };
    await expect(newcomer.request('room:preview', { room: 'home', former: forged })).rejects.toThrow();
  });

  test('are not closed to those who come back', async () => {
    const server = await start();
    const ada = await server.join('home', 'Ada');
    await server.join('home', 'Bob');
    await close(server);
    ada.crash();
    const again = await server.connect();
    expect(await again.resume(ada, ada.joined.snapshot.seq)).toMatchObject({ kind: 'events' });
    await again.request('room:leave', {});
    // Its place was not kept, and it says who it was.
    const preview = await again.request('room:preview', { room: 'home', former: former(ada) });
    expect(preview.names).toEqual(['Bob']);
    expect((await rejoin(server, ada)).peerId).toBe(ada.peerId);
  });

  test('open again at once', async () => {
    const server = await start();
    await close(server);
    const waiting = await server.connect();
    await expect(waiting.join('home', 'Ada')).rejects.toMatchObject(CLOSED);
    expect((await open(server)).body).toMatchObject({ isOpen: true });
    await waiting.join('home', 'Ada');
  });

  test('stay closed over a restart, and those who were here come back', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-doors-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true }));
    const before = await start({ dataDir });
    const ada = await before.join('home', 'Ada');
    await close(before);
    await before.app.close();

    const server = await start({ dataDir });
    expect((await operator(server, 'GET /doors')).body).toMatchObject({ isOpen: false });
    await expect(server.join('home', 'Eve')).rejects.toMatchObject(CLOSED);
    expect((await rejoin(server, ada)).peerId).toBe(ada.peerId);
    await expect(server.join('home', 'Eve')).rejects.toMatchObject(CLOSED);
  });

  test('are not closed when the database does not keep it', async () => {
    const server = await start({
      wrapStorage: withOther('doors', () => ({ set: () => Promise.reject(new Error('disk full')) })),
    });
    expect(await close(server)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    await server.join('home', 'Ada');
  });
});

test('[O2] everybody whose socket is open is told, and whoever comes while they are closed', async () => {
  const clock = { now: 1_795_224_740_000 };
  const server = await start({ now: () => clock.now });
  const [ada, waiting] = [await server.join('home', 'Ada'), await server.connect()];
  await close(server, 300_000);
  for (const client of [ada, waiting]) {
    expect(await client.hears('doors:changed')).toEqual({ isOpen: false, meetingsEndInMs: 300_000 });
  }
  clock.now += 60_000;
  const late = await server.connect();
  expect(await late.hears('doors:changed')).toEqual({ isOpen: false, meetingsEndInMs: 240_000 });
  await open(server);
  for (const client of [ada, waiting, late]) {
    await client.hears(
      'doors:changed',
      ({ isOpen, meetingsEndInMs }) => isOpen && meetingsEndInMs === null,
    );
  }
  const afterwards = await server.join('home', 'Bob');
  expect(afterwards.of('doors:changed')).toEqual([]);
});

describe('[O3] the countdown', () => {
  test('ends all meetings, tells everybody why, and keeps their chat', async () => {
    const server = await start();
    const [ada, bob] = [await server.join('home', 'Ada'), await server.join('away', 'Bob')];
    await ada.say('last words');
    await close(server, 300_000);
    server.timers.advance(299_999);
    expect(ada.of('room:ended')).toEqual([]);
    server.timers.advance(1);
    for (const client of [ada, bob]) {
      expect(await client.hears('room:ended')).toEqual({ reason: 'doors-closed' });
      expect(client.socket.connected).toBe(true);
    }
    await expect(ada.say('hello?')).rejects.toMatchObject({ code: 'not-joined' });
    expect(server.media.counts()).toMatchObject({ rooms: 0, peers: 0 });
    await expect(rejoin(server, ada)).rejects.toMatchObject(CLOSED);
    await until(
      'it is kept',
      async () => (await operator(server, 'GET /doors')).body.meetingsEndAt === null,
    );

    await open(server);
    const { snapshot } = await ada.join('home', 'Ada');
    expect(snapshot.chat.messages.map(({ text }) => text)).toEqual(['last words']);
  });

  test('is called off by opening, and by closing without one', async () => {
    const server = await start();
    const ada = await server.join('home', 'Ada');
    for (const change of [open, (one: TestServer) => close(one)]) {
      await close(server, 60_000);
      await change(server);
      server.timers.advance(60_000);
    }
    await ada.say('still here');
    expect(ada.of('room:ended')).toEqual([]);
    expect(server.timers.count).toBe(0);
  });

  test('goes on after a restart, and meetings do not outlive it', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-doors-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true }));
    const clock = { now: 1_795_224_740_000 };
    const before = await start({ dataDir, now: () => clock.now });
    const ada = await before.join('home', 'Ada');
    await close(before, 60_000);
    await before.app.close();

    clock.now += 20_000;
    const server = await start({ dataDir, now: () => clock.now });
    const { snapshot } = await rejoin(server, ada);
    expect(snapshot.peers).toHaveLength(1);
    clock.now += 40_000;
    server.timers.advance(40_000);
    await until('the meeting is over', () => server.media.counts().rooms === 0);
    await expect(rejoin(server, ada)).rejects.toMatchObject(CLOSED);
  });

  test('catches those who are on the way in', async () => {
    const gate = Promise.withResolvers<void>();
    const server = await start({
      wrapStorage: withOther('chat', (real) => ({
        page: async (...given) => {
          await gate.promise;
          return real.page(...given);
        },
      })),
    });
    const ada = await server.connect();
    const joining = ada.join('home', 'Ada').catch((error) => error);
    await ada.request('room:preview', { room: 'home' });
    await close(server, 0);
    server.timers.advance(0);
    gate.resolve();
    expect(await joining).toMatchObject(CLOSED);
    expect(server.media.counts()).toMatchObject({ rooms: 0, peers: 0 });
  });
});

describe('[O3] a meeting that is closed', () => {
  test('ends for everybody in it and for nobody else; the room can be used anew', async () => {
    const server = await start();
    const [ada, bob] = [await server.join('home', 'Ada'), await server.join('home', 'Bob')];
    const carol = await server.join('away', 'Carol');
    bob.crash();
    expect((await operator(server, 'DELETE /rooms/:room', { params: ['home'] })).status).toBe(204);
    expect(await ada.hears('room:ended')).toEqual({ reason: 'room-closed' });
    // Whoever was away does not open it again by coming back ...
    await expect(rejoin(server, bob)).rejects.toMatchObject({
      code: 'closed',
      details: { reason: 'room-closed' },
    });
    // ... and everybody may come anew, on the same socket.
    await ada.join('home', 'Ada');
    expect(carol.of('room:ended')).toEqual([]);
    await carol.say('undisturbed');
  });
});

describe('[O4] somebody who is removed', () => {
  test('is told, and so are the others', async () => {
    const server = await start();
    const [ada, bob] = [await server.join('home', 'Ada'), await server.join('home', 'Bob')];
    await bob.publish('camera');
    const remove = (peer: string) =>
      operator(server, 'DELETE /rooms/:room/peers/:peer', { params: ['home', peer] });
    expect((await remove(bob.peerId)).status).toBe(204);
    expect(await bob.hears('room:ended')).toEqual({ reason: 'removed' });
    expect(await ada.hears('peer:left')).toEqual({ peerId: bob.peerId, reason: 'removed' });
    expect(server.media.counts()).toMatchObject({ peers: 1, producers: 0 });
    expect((await remove(bob.peerId)).status).toBe(404);

    await expect(rejoin(server, bob)).rejects.toMatchObject({
      code: 'closed',
      details: { reason: 'removed' },
    });
    await expect(bob.say('hello?')).rejects.toMatchObject({ code: 'not-joined' });
    // What comes after is not for them any more.
    await ada.say('among ourselves');
    await ada.hears('chat:posted');
    expect(bob.of('chat:posted')).toEqual([]);
    await bob.join('home', 'Bob');
  });
});
