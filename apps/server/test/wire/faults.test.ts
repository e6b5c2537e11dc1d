import type { Fault } from '@parley/protocol/faults';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { Faults } from '../../src/faults/Faults.ts';
import { newMessageId, TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

const TOKEN = 'a-token-of-an-operator';

async function start(config: { adminToken?: string } = {}): Promise<TestServer> {
  return TestServer.start({ config, faults: new Faults(pino({ level: 'silent' })) });
}

const path = ({ url }: TestServer) => `${url}/api/v1/faults`;

function post(server: TestServer, body: unknown, headers: Record<string, string> = {}) {
  return fetch(path(server), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function plant(server: TestServer, fault: Fault): Promise<void> {
  const answer = await post(server, fault);
  expect(answer.status, await answer.text()).toBe(204);
}

async function heal(server: TestServer): Promise<void> {
  expect((await fetch(path(server), { method: 'DELETE' })).status).toBe(204);
}

/** Asks for the place again on a new socket. */
async function comeBack(server: TestServer, lost: TestClient, since: number): Promise<TestClient> {
  const again = await server.connect();
  await again.resume(lost, since);
  return again;
}

const FREEZE: Fault = { kind: 'server-freeze', forMs: 1 };

describe('who may', () => {
  test('nobody, on a server that was not told to have them', async () => {
    const server = await TestServer.start();
    expect((await post(server, FREEZE)).status).toBe(404);
    expect((await fetch(path(server), { method: 'DELETE' })).status).toBe(404);
    expect(await (await fetch(`${server.url}/version`)).json()).not.toHaveProperty('faults');
  });

  test('this machine, as long as there is no token, and nobody whom a proxy passed on', async () => {
    const server = await start();
    expect((await post(server, FREEZE)).status).toBe(204);
    expect((await post(server, FREEZE, { 'x-forwarded-for': '127.0.0.1' })).status).toBe(401);
    expect(await (await fetch(`${server.url}/version`)).json()).toMatchObject({ faults: true });
  });

  test('with a token, whoever holds it', async () => {
    const server = await start({ adminToken: TOKEN });
    expect((await post(server, FREEZE)).status).toBe(401);
    expect((await post(server, FREEZE, { authorization: 'Bearer another-token' })).status).toBe(401);
    expect((await post(server, FREEZE, { authorization: `Bearer ${TOKEN}` })).status).toBe(204);
  });
});

test('what is no fault, and what is not there to be broken', async () => {
  const server = await start();
  for (const body of [{}, { kind: 'earthquake' }, { ...FREEZE, forMs: 1e9 }, { ...FREEZE, more: 1 }]) {
    const answer = await post(server, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'bad-request' });
  }
  const nobody = 'nobody-here';
  for (const fault of [
    { kind: 'signaling-cut', peerId: nobody, how: 'closed' },
    { kind: 'signaling-delay', peerId: nobody, ms: 1 },
    { kind: 'consumer-pause', peerId: nobody, publicationId: nobody },
    { kind: 'producer-pause', publicationId: nobody },
    { kind: 'transport-close', peerId: nobody, direction: 'send' },
    { kind: 'worker-kill', room: 'nowhere' },
  ] satisfies Fault[]) {
    const answer = await post(server, fault);
    expect(answer.status, fault.kind).toBe(404);
  }
});

test('a room says who and what is in it', async () => {
  const server = await start();
  const ada = await server.join('home', 'Ada');
  const { publicationId } = await ada.publish('camera');
  const answer = await fetch(`${path(server)}?room=home`);
  expect(await answer.json()).toEqual({
    peers: [{ peerId: ada.peerId, name: 'Ada' }],
    publications: [{ publicationId, peerId: ada.peerId, source: 'camera' }],
  });
  expect((await fetch(`${path(server)}?room=nowhere`)).status).toBe(404);
  expect((await fetch(path(server))).status).toBe(400);
});

describe('signalling', () => {
  test('a peer that is cut off loses each socket with which it asks for its place', async () => {
    const server = await start();
    const [ada, bob] = [await server.join('home', 'Ada'), await server.join('home', 'Bob')];
    const lost = new Promise((resolve) => ada.socket.once('disconnect', resolve));
    await plant(server, { kind: 'signaling-cut', peerId: ada.peerId, how: 'closed' });
    expect(await lost).toBe('transport close');
    const { seq } = ada.joined.snapshot;
    const tooEarly = await TestClient.connect(server.url);
    const refused = new Promise((resolve) => tooEarly.socket.once('disconnect', resolve));
    void tooEarly.resume(ada, seq).catch(() => {});
    expect(await refused).toBe('transport close');
    // Nobody else is troubled.
    await bob.say('still here');
    await heal(server);
    const again = await comeBack(server, ada, seq);
    await again.say('back');
    await bob.hears('chat:posted', ({ message }) => message.text === 'back');
  });

  test('the cut ends by itself', async () => {
    const server = await start();
    const ada = await server.join('home', 'Ada');
    await server.join('home', 'Bob');
    await plant(server, { kind: 'signaling-cut', peerId: ada.peerId, how: 'closed', forMs: 1 });
    await until('the socket is gone', () => !ada.socket.connected);
    await comeBack(server, ada, ada.joined.snapshot.seq);
  });

  test('silence holds back what is said, in both directions, and loses nothing', async () => {
    const server = await start();
    const [ada, bob] = [await server.join('home', 'Ada'), await server.join('home', 'Bob')];
    await plant(server, { kind: 'signaling-cut', peerId: bob.peerId, how: 'silent' });
    const fromBob = bob.say('from the silence');
    for (const text of ['one', 'two', 'three']) await ada.say(text);
    expect(bob.of('chat:posted')).toEqual([]);
    expect(ada.of('chat:posted')).toHaveLength(3);
    await heal(server);
    await fromBob;
    await bob.hears('chat:posted', ({ message }) => message.text === 'from the silence');
    expect(bob.of('chat:posted').map(({ message }) => message.text)).toEqual([
      'one',
      'two',
      'three',
      'from the silence',
    ]);
  });

  test('delayed messages come late and in order', async () => {
    const server = await start();
    const [ada, bob] = [await server.join('home', 'Ada'), await server.join('home', 'Bob')];
    await plant(server, { kind: 'signaling-delay', peerId: bob.peerId, ms: 60_000 });
    const sent = bob.say('late');
    await ada.say('in time');
    expect(bob.of('chat:posted')).toEqual([]);
    expect(ada.of('chat:posted')).toHaveLength(1);
    void sent.catch(() => {});
  });
});

describe('the database', () => {
  test.each(['fail', 'full'] as const)('%s', async (how) => {
    const server = await start();
    const ada = await server.join('home', 'Ada');
    await ada.say('before');
    await plant(server, { kind: 'database-break', how });
    await expect(ada.say('lost?')).rejects.toThrow();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    await heal(server);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await ada.say('after');
  });

  test('hang, until it is healed', async () => {
    const server = await start();
    const ada = await server.join('home', 'Ada');
    await plant(server, { kind: 'database-break', how: 'hang' });
    const messageId = newMessageId();
    const sent = ada.say('patience', messageId);
    await ada.request('hand:set', { isRaised: true });
    expect(ada.of('chat:posted')).toEqual([]);
    await heal(server);
    expect(await sent).toMatchObject({ message: { messageId, position: 1 } });
  });
});

test('a frozen server answers first and goes on after', async () => {
  const server = await start();
  const startedAt = performance.now();
  await plant(server, { kind: 'server-freeze', forMs: 300 });
  await until('it stood still', () => performance.now() - startedAt > 300);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});
