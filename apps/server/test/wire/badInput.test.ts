import { type RequestName, requests } from '@parley/protocol/contract';
import { LIMITS } from '@parley/protocol/limits';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isInForm, malformedVariants } from './support/badInput.ts';
import { RELAXED } from './support/relaxedRates.ts';
import { requestExamples } from './support/requestExamples.ts';
import { newMessageId, type TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

const NAMES = Object.keys(requests) as RequestName[];
const JOINED_NAMES = NAMES.filter((name) => requests[name].stage === 'joined');

let server: TestServer;
let ada: TestClient;
let bob: TestClient;
/** What the call beside it has said so far. */
let said: string[];

/** Two people who talk, show themselves and watch each other while somebody else misbehaves. */
beforeEach(async () => {
  server = await TestServer.start({ rateLimits: RELAXED });
  ada = await server.join('home', 'Ada');
  bob = await server.join('home', 'Bob');
  const { publicationId } = await ada.publish('camera');
  const { consumers } = await bob.request('media:want', { wishes: [{ publicationId }] });
  await bob.request('media:resume', { consumerIds: consumers.map(({ consumerId }) => consumerId) });
  said = [];
});

const camera = () => ada.of('media:published')[0]?.publication.publicationId ?? '';

/** Says something, and waits until the other one reads it. */
async function talk(): Promise<void> {
  const text = `message ${said.length}`;
  said.push(text);
  await ada.say(text);
  await bob.hears('chat:posted', ({ message }) => message.text === text);
}

const examples = () =>
  requestExamples({ room: 'home', peerId: ada.peerId, publicationId: camera(), newId: newMessageId });

/** Nothing of what was done to the server may have reached the two. */
afterEach(async () => {
  await talk();
  const posted = bob.of('chat:posted').map(({ message }) => message);
  const ofAda = posted.filter(({ peerId }) => peerId === ada.peerId);
  expect(ofAda.map(({ text }) => text)).toEqual(said);
  expect(posted.map(({ position }) => position)).toEqual(posted.map((_, i) => i + 1));
  expect(ada.socket.connected && bob.socket.connected).toBe(true);
  const room = server.media.rooms.find((one) => one.peer(ada.peerId));
  expect(room?.peer(ada.peerId)?.publications).toMatchObject([
    { publicationId: camera(), isPaused: false },
  ]);
  expect(room?.peer(bob.peerId)?.consumers.filter((one) => one.isFlowing)).toHaveLength(1);
  expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);
});

/** What a socket that is nowhere may ask without having proved anything. */
const OPEN_TO_ALL: readonly RequestName[] = ['room:preview', 'room:prepare', 'room:join'];

describe.each(NAMES)('%s', (name) => {
  test('malformed, from outside and from inside the room', async () => {
    const outsider = await server.connect();
    const insider = await server.join('home', 'Mallory');
    const variants = malformedVariants(examples()[name]).filter((variant) => !isInForm(name, variant));
    // What has nothing in it can only be of another kind or have something in it.
    expect(variants.length).toBeGreaterThan(5);
    const before = server.media.counts();
    for (const client of [outsider, insider]) {
      const answers = await Promise.all(variants.map((variant) => client.raw(name, variant)));
      for (const [i, answer] of answers.entries()) {
        const sent = JSON.stringify(variants[i])?.slice(0, 200);
        expect(answer, sent).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      }
    }
    expect(server.media.counts()).toEqual(before);
    expect(insider.of('peer:changed')).toEqual([]);
    await talk();
  });

  test('[A1] [A2] with no argument, several, or no acknowledgement', async () => {
    const outsider = await server.connect();
    const untyped = outsider.socket as unknown as Socket;
    const example = examples()[name];
    expect(await outsider.raw(name)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    untyped.emit(name);
    untyped.emit(name, 'nothing to answer to', 1, 2, 3);
    untyped.emit(name, () => 'the callback alone');
    // [A2] Only the first argument counts.
    const answer = await outsider.raw(name, example, { more: true }, 'and more');
    const { stage } = requests[name];
    if (OPEN_TO_ALL.includes(name)) expect(answer).toMatchObject({ ok: true });
    else {
      const code = stage === 'joined' ? 'not-joined' : 'unauthorized';
      expect(answer).toMatchObject({ ok: false, error: { code } });
    }
    await talk();
  });

  test('[S5] oversized: costs the sender its socket and nobody else anything', async () => {
    const offender = await server.join('elsewhere', 'Mallory');
    const ended = new Promise((resolve) => offender.socket.once('disconnect', resolve));
    const untyped = offender.socket as unknown as Socket;
    untyped.emit(name, { ...examples()[name], surplus: 'x'.repeat(LIMITS.messageBytes) }, () => {});
    expect(await ended).toMatch(/transport (close|error)/);
    await talk();
  });
});

describe.each(JOINED_NAMES)('%s', (name) => {
  test('[A4] from a peer that is in no room (any more)', async () => {
    const stranger = await server.connect();
    const refused = { ok: false, error: { code: 'not-joined' } };
    expect(await stranger.raw(name, examples()[name])).toMatchObject(refused);
    await stranger.join('home', 'Stranger');
    await stranger.request('room:leave', {});
    expect(await stranger.raw(name, examples()[name])).toMatchObject(refused);
  });

  test('twice', async () => {
    const twin = await server.join('home', 'Twin');
    const own = await twin.publish('microphone');
    const request = requestExamples({
      room: 'home',
      peerId: twin.peerId,
      publicationId: own.publicationId,
      newId: newMessageId,
    })[name];
    const [first, second] = await Promise.all([twin.raw(name, request), twin.raw(name, request)]);
    const secondCode: Partial<Record<RequestName, string>> = {
      'room:leave': 'not-joined',
      'media:connect': 'conflict',
      'media:publish': 'conflict',
      'media:unpublish': 'not-found',
      'direct:tell': 'not-found',
    };
    const firstCode: Partial<Record<RequestName, string>> = {
      'media:connect': 'conflict',
      'direct:tell': 'not-found',
    };
    expect(first?.ok ? 'ok' : first?.error.code).toBe(firstCode[name] ?? 'ok');
    expect(second?.ok ? 'ok' : second?.error.code).toBe(secondCode[name] ?? 'ok');
    await talk();
  });
});

test("about another peer's publication", async () => {
  const mallory = await server.join('home', 'Mallory');
  for (const name of ['media:setPaused', 'media:setResting', 'media:unpublish'] as const) {
    expect(await mallory.raw(name, examples()[name])).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  }
  await talk();
});

test('[A1] requests and events that do not exist', async () => {
  const mallory = await server.join('home', 'Mallory');
  const names = [
    '',
    'room',
    'room:explode',
    'peer:joined',
    'server:closing',
    '__proto__',
    'constructor',
  ];
  for (const name of [...names, 'toString', 'hasOwnProperty', 'x'.repeat(10_000)]) {
    expect(await mallory.raw(name, {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  }
  expect(bob.of('server:closing')).toEqual([]);
});

test('what is no message of ours at all', async () => {
  const mallory = await server.join('elsewhere', 'Mallory');
  const { engine } = mallory.socket.io;
  // An event whose arguments promise binary parts that never come, broken JSON, another namespace.
  for (const packet of [
    '2["hand:set"',
    '51-["hand:set",{"_placeholder":true,"num":0}]',
    '0/admin,',
    '9',
    '2[7,{}]',
  ]) {
    engine.write(packet);
  }
  await until('the offender is cut off', () => !mallory.socket.connected);
  await talk();
});

test('binary data where text belongs', async () => {
  const mallory = await server.join('home', 'Mallory');
  const bytes = Buffer.from('hello');
  for (const name of NAMES) {
    expect(await mallory.raw(name, bytes)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  }
  expect(await mallory.raw('chat:send', { messageId: newMessageId(), text: bytes })).toMatchObject({
    ok: false,
    error: { code: 'bad-request' },
  });
});
