import { afterAll, beforeAll, test } from 'vitest';
import { failOnce } from './support/failOnce.ts';
import { MortalServer } from './support/MortalServer.ts';
import { mortalStore } from './support/mortalStore.ts';
import {
  allShow,
  allStraight,
  otherOf,
  type TwoDevicesEach,
  twoDevicesEach,
} from './support/twoDevicesEach.ts';

const TIMEOUT_MS = 300_000;

let server: MortalServer;

beforeAll(async () => {
  server = await MortalServer.start();
}, TIMEOUT_MS);
afterAll(() => server.remove());

const BEFORE_AND_AFTER = ['before', 'after'] as const;

/**
 * What a device keeps of a message that goes straight, one after the other: its writer's the message, that it is tried,
 * that all have it, and that it has come; each other one's the message, and what follows from it.
 */
const DEATHS = (
  [
    ['ada', [1, 2, 3, 4]],
    ['adaToo', [1, 2]],
    ['bob', [1, 2]],
    ['bobToo', [1, 2]],
  ] as const
).flatMap(([who, counts]) =>
  counts.flatMap((count) => BEFORE_AND_AFTER.map((when) => ({ who, when, count }))),
);

/** Ada writes on one device to three others, one of which dies, or hers does. */
async function writeAndDie(
  all: TwoDevicesEach,
  { who, when, count }: (typeof DEATHS)[number],
  text: string,
): Promise<TwoDevicesEach> {
  const writer = all[who];
  let before: string[] | undefined;
  const mortal = mortalStore(writer.kept, {
    when,
    count,
    isCounted: (ids) => before !== undefined && !ids.some((id) => before?.includes(id)),
  });
  writer.stop();
  const dying = await writer.restarted(mortal.store).start();
  dying.messages.converse(otherOf(writer, all).accountId);
  const now: TwoDevicesEach = { ...all, [who]: dying };
  await allStraight(now);
  before = (await writer.kept.messages()).map(({ messageId }) => messageId);
  void now.ada.messages.send(now.bob.accountId, text);
  await mortal.died;
  dying.stop();
  const back = await writer.restarted().start();
  back.messages.converse(otherOf(writer, all).accountId);
  return { ...all, [who]: back };
}

test('whichever device dies at whichever step, all have everything, once and in one order', {
  timeout: TIMEOUT_MS,
}, async () => {
  let all = await twoDevicesEach(server.url);
  const texts: string[] = [];
  for (const death of DEATHS) {
    const text = `${death.who} ${death.when} ${death.count}`;
    all = await writeAndDie(all, death, text);
    // What is not even kept on the device on which it is written was never written.
    if (text !== 'ada before 1') texts.push(text);
    await allShow(all, texts);
    await allStraight(all);
  }
});

/** Of the way of a message that some have straight already, and that the server is to bring to all. */
const STEPS = [
  'messages.send before 1',
  'messages.send after 1',
  'messages.fetch before 1',
  'messages.fetch after 1',
  'messages.fetch after 2',
];

test('whichever step the server dies at, all have everything, once and in one order', {
  timeout: TIMEOUT_MS,
}, async () => {
  const all = await twoDevicesEach(server.url);
  const texts: string[] = [];
  for (const step of STEPS) {
    const { back } = await server.dieAt(step);
    failOnce(all.bobToo.kept);
    const said = ['one', 'two'].map((text) => `${step}: ${text}`);
    texts.push(...said);
    for (const text of said) await all.ada.messages.send(all.bob.accountId, text);
    await back;
    await allShow(all, texts);
    await allStraight(all);
  }
});
