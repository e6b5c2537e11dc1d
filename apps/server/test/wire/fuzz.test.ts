import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type RequestName, requests } from '@parley/protocol/contract';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { Attacker } from './support/Attacker.ts';
import { seededRandom } from './support/badInput.ts';
import { mutate, randomJson } from './support/mutate.ts';
import { RELAXED } from './support/relaxedRates.ts';
import { requestExamples } from './support/requestExamples.ts';
import { newMessageId, type TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

const NAMES = Object.keys(requests) as RequestName[];
/** Attackers stay for a while, so that what they do is done inside; and messages and offers wait for the disk. */
const RARE: ReadonlySet<RequestName> = new Set(['room:leave', 'chat:send', 'file:offer']);
const FREQUENT = NAMES.filter((name) => !RARE.has(name));
const MESSAGES = 100_000;
const BATCH = 2_000;
/** More than this at the end than after the first tenth would be a leak: 350 bytes for each message. */
const HEAP_GROWTH_BYTES = 32 * 1024 ** 2;
/** What is no packet of socket.io, or promises more than it holds. */
const NOISE = [
  '2["hand:set"',
  '51-["hand:set",{"_placeholder":true,"num":0}]',
  '0/admin,',
  '9',
  '2[7,{}]',
];

/** FUZZ_SEED=… repeats a run that failed. */
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Numbers without a gap, read since the last time; what was read is forgotten. */
function takeSeqs(client: TestClient): number[] {
  const { seqs } = client;
  client.heard.length = 0;
  return seqs;
}

test(`100,000 random and mutated messages beside a call (FUZZ_SEED=${seed})`, {
  timeout: 300_000,
}, async () => {
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const errors: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void errors.push(line) });
  const server = await TestServer.start({ rateLimits: RELAXED, log });
  const [ada, bob] = [await server.join('home', 'Ada'), await server.join('home', 'Bob')];
  const { publicationId } = await ada.publish('camera');
  const { consumers } = await bob.request('media:want', { wishes: [{ publicationId }] });
  await bob.request('media:resume', { consumerIds: consumers.map(({ consumerId }) => consumerId) });
  const counts = server.media.counts();

  const codes = new Map<string, number>();
  const attackers = Array.from({ length: 4 }, () => new Attacker(server.url, codes));
  let seq = Math.max(...ada.seqs);
  for (const client of [ada, bob]) takeSeqs(client);
  let heapAfterWarmUp = 0;
  for (let sent = 0; sent < MESSAGES; sent += BATCH) {
    for (let i = 0; i < BATCH; i += 1) {
      const attacker = pick(attackers);
      // Too large a message, or noise, costs the socket.
      if (!attacker.isOpen) await attacker.open();
      const name = pick(random() < 0.01 ? NAMES : FREQUENT);
      const room = pick(['home', 'home', 'elsewhere', 'a', 'b']);
      const context = { room, peerId: ada.peerId, publicationId, newId: newMessageId };
      const example = requestExamples(context)[name];
      const kind = random();
      // A third is in form, so that the rules behind the schemas are reached as well.
      if (kind < 0.33) attacker.send(name, example);
      else if (kind < 0.9) attacker.send(name, mutate(example, random));
      else if (kind < 0.97) attacker.send(name, randomJson(random), example);
      else if (kind < 0.9999) attacker.send(String(mutate(name, random)), randomJson(random));
      else attacker.sendText(pick(NOISE));
    }
    const text = `after ${sent}`;
    await ada.say(text);
    await bob.hears('chat:posted', ({ message }) => message.text === text);
    for (const attacker of attackers) await attacker.quiet();
    // Both get all events in the same order, and none is missing.
    await until('they have heard the same', () => ada.seqs.at(-1) === bob.seqs.at(-1));
    const seqs = takeSeqs(ada);
    takeSeqs(bob);
    expect(seqs).toEqual(Array.from(seqs, (_, index) => seq + 1 + index));
    seq = seqs.at(-1) ?? seq;
    if (sent === MESSAGES / 10) heapAfterWarmUp = heapBytes();
  }
  expect(heapBytes() - heapAfterWarmUp).toBeLessThan(HEAP_GROWTH_BYTES);

  for (const code of ['ok', 'bad-request', 'not-joined', 'conflict', 'forbidden', 'unauthorized']) {
    expect(codes.get(code), code).toBeGreaterThan(0);
  }
  // What was cut off with its socket has no answer; that is little of all.
  expect([...codes.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(MESSAGES * 0.8);
  expect(codes.get('internal'), errors.join('\n')).toBeUndefined();
  expect(errors).toEqual([]);

  for (const attacker of attackers) attacker.close();
  await until('nothing of them is left', async () => {
    server.timers.advance(60_000);
    return (await server.metric('parley_peers')) === 2 && (await server.metric('parley_sockets')) === 2;
  });
  expect(await server.metric('parley_rooms')).toBe(1);
  expect(server.media.counts()).toEqual(counts);
  const room = server.media.rooms.find((one) => one.peer(ada.peerId));
  expect(room?.peer(ada.peerId)?.publications).toMatchObject([{ publicationId, isPaused: false }]);
  expect(room?.peer(bob.peerId)?.consumers.filter((one) => one.isFlowing)).toHaveLength(1);
  await ada.request('room:leave', {});
  await bob.request('room:leave', {});
  // One is that of the files that were offered and not brought; while they are looked at, the database has one.
  await until('no other timer is left', () => server.timers.count <= 1);
});
