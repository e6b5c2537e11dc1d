import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasNewDevices } from '../../src/messages/MessagesState.ts';
import { MortalServer } from './support/MortalServer.ts';
import { mortalStore } from './support/mortalStore.ts';
import { inBase64, searchOf } from './support/searchOf.ts';
import { soon, twoPeople } from './support/twoPeople.ts';
import { befriend, Writer } from './support/Writer.ts';

const TIMEOUT_MS = 120_000;

let server: MortalServer;

beforeAll(async () => {
  server = await MortalServer.start();
}, TIMEOUT_MS);
afterAll(() => server.remove());

describe('two people', { timeout: TIMEOUT_MS }, () => {
  test('write to each other, and see what has come and what was read', async () => {
    const { ada, bob } = await twoPeople(server.url);
    await ada.messages.send(bob.accountId, 'Hello Bob');
    await expect.poll(() => bob.said(ada.accountId), soon).toEqual(['they: Hello Bob (delivered)']);
    await expect.poll(() => ada.said(bob.accountId), soon).toEqual(['I: Hello Bob (delivered)']);
    await bob.messages.read(ada.accountId);
    await expect.poll(() => ada.said(bob.accountId), soon).toEqual(['I: Hello Bob (read)']);
    await bob.messages.send(ada.accountId, 'Hello Ada');
    await expect.poll(() => ada.texts(bob.accountId), soon).toEqual(['Hello Bob', 'Hello Ada']);
    const numbers = await Promise.all([
      ada.messages.safetyNumber(bob.accountId),
      bob.messages.safetyNumber(ada.accountId),
    ]);
    expect(numbers[0]).toBe(numbers[1]);
  });

  test('find nothing lost by somebody who was away, and the server can read none of it', async () => {
    const { ada, bob } = await twoPeople(server.url);
    bob.stop();
    const words = ['Wallflower', 'Öffentlichkeit', 'the third one'];
    for (const word of words) await ada.messages.send(bob.accountId, word);
    await expect
      .poll(() => ada.said(bob.accountId), soon)
      .toEqual(words.map((word) => `I: ${word} (sent)`));
    const isOnDisk = searchOf(server.dataDir);
    // What is searched for would be found.
    expect(isOnDisk(ada.accountId)).toBe(true);
    expect(isOnDisk(ada.messages.store.getState().deviceKey ?? '-')).toBe(true);
    for (const word of [...words, '"type":"text"']) {
      expect(isOnDisk(word), word).toBe(false);
      for (const inside of inBase64(word)) {
        expect(isOnDisk(inside), `${word} in base64`).toBe(false);
      }
    }
    const back = await bob.restarted().start();
    await expect.poll(() => back.texts(ada.accountId), soon).toEqual(words);
    await expect
      .poll(() => ada.said(bob.accountId), soon)
      .toEqual(words.map((word) => `I: ${word} (delivered)`));
  });

  test('have all of it on each of their devices from the moment it was added', async () => {
    const { ada, bob } = await twoPeople(server.url);
    await ada.messages.send(bob.accountId, 'before');
    await expect.poll(() => ada.said(bob.accountId), soon).toEqual(['I: before (delivered)']);
    const adaToo = await (await Writer.signIn(server.url, ada.name)).start();
    await expect.poll(() => ada.messages.store.getState().devices.length, soon).toBe(2);
    // The first device is told of the second one, and sends nothing before its owner has looked.
    expect(hasNewDevices(ada.messages.store.getState(), ada.accountId)).toBe(true);
    await ada.messages.send(bob.accountId, 'from the first');
    await adaToo.messages.send(bob.accountId, 'from the second');
    // Bob is told of it too, once something comes from there.
    await expect.poll(() => bob.texts(ada.accountId), soon).toEqual(['before', 'from the second']);
    await expect
      .poll(() => hasNewDevices(bob.messages.store.getState(), ada.accountId), soon)
      .toBe(true);
    await ada.messages.trust(ada.accountId);
    const both = ['from the second', 'from the first'];
    await expect.poll(() => ada.texts(bob.accountId), soon).toEqual(['before', ...both]);
    await expect.poll(() => adaToo.texts(bob.accountId), soon).toEqual(both);
    await bob.messages.trust(ada.accountId);
    await bob.messages.read(ada.accountId);
    const read = both.map((text) => `I: ${text} (read)`);
    await expect.poll(() => ada.said(bob.accountId), soon).toEqual(['I: before (read)', ...read]);
    await expect.poll(() => adaToo.said(bob.accountId), soon).toEqual(read);
    await adaToo.messages.removeDevice(ada.messages.store.getState().deviceKey ?? '');
    await bob.messages.send(ada.accountId, 'to whom it may concern');
    await expect.poll(() => adaToo.texts(bob.accountId), soon).toHaveLength(3);
  });

  test('stop reading and writing on a device that was removed, until it is added as a new one', async () => {
    const { ada, bob } = await twoPeople(server.url);
    await ada.messages.send(bob.accountId, 'before');
    await expect.poll(() => bob.said(ada.accountId), soon).toEqual(['they: before (delivered)']);
    const adaToo = await (await Writer.signIn(server.url, ada.name)).start();
    await expect.poll(() => ada.messages.store.getState().devices.length, soon).toBe(2);
    const removedKey = ada.messages.store.getState().deviceKey ?? '';
    const phaseOf = ({ messages }: Writer) => messages.store.getState().phase;
    await adaToo.messages.removeDevice(removedKey);
    await expect.poll(() => phaseOf(ada), soon).toBe('removed');
    // What is written there is not even kept; and opened again it is removed still.
    await ada.messages.send(bob.accountId, 'from a removed device');
    ada.stop();
    const again = await ada.restarted().start();
    await expect.poll(() => phaseOf(again), soon).toBe('removed');
    await bob.messages.refreshKeys(ada.accountId);
    await bob.messages.trust(ada.accountId);
    await bob.messages.send(ada.accountId, 'for the other one');
    await expect.poll(() => adaToo.texts(bob.accountId), soon).toEqual(['for the other one']);
    expect(again.texts(bob.accountId)).toEqual(['before']);
    // A key that goes away warns nobody; one that comes does.
    expect(hasNewDevices(bob.messages.store.getState(), ada.accountId)).toBe(false);
    // A second tab of the same browser follows.
    const tab = await again.restarted().start();
    await expect.poll(() => phaseOf(tab), soon).toBe('removed');
    await Promise.all([again.messages.addAgain(), again.messages.addAgain()]);
    await expect.poll(() => again.messages.store.getState().devices.length, soon).toBe(2);
    const { deviceKey } = again.messages.store.getState();
    expect(deviceKey).not.toBe(removedKey);
    await expect.poll(() => tab.messages.store.getState().deviceKey, soon).toBe(deviceKey);
    await bob.messages.refreshKeys(ada.accountId);
    expect(hasNewDevices(bob.messages.store.getState(), ada.accountId)).toBe(true);
    expect(hasNewDevices(again.messages.store.getState(), ada.accountId)).toBe(true);
    await again.messages.trust(ada.accountId);
    await again.messages.send(bob.accountId, 'back again');
    await expect
      .poll(() => bob.texts(ada.accountId), soon)
      .toEqual(['before', 'for the other one', 'back again']);
  });

  test('who are no contacts any more are told so, and what was written is kept', async () => {
    const { ada, bob } = await twoPeople(server.url);
    await bob.people.block(ada.accountId);
    await ada.messages.send(bob.accountId, 'Why?');
    const messages = () => ada.messages.store.getState().conversations[bob.accountId];
    await expect.poll(messages, soon).toMatchObject([{ text: 'Why?', problem: 'not-found' }]);
    expect(bob.texts(ada.accountId)).toEqual([]);
    await bob.people.unblock(ada.accountId);
    await befriend(bob, ada);
    await ada.messages.retry(messages()?.[0]?.messageId ?? '');
    await expect.poll(() => bob.texts(ada.accountId), soon).toEqual(['Why?']);
  });
});

/** Of a message's way: its sending, its fetching, its receipt. */
const STEPS = [
  'messages.send before 1',
  'messages.send after 1',
  'messages.send after 2',
  'messages.send before 4',
  'messages.fetch before 1',
  'messages.fetch after 1',
  'messages.fetch after 2',
];

/**
 * What a device keeps, one after the other: its writer's the message, that it is tried, that it was sent, and that it
 * has come; its reader's the message, and that its writer has been told.
 */
const DEATHS = [
  ...['after 1', 'before 2', 'after 2', 'before 3', 'after 3', 'before 4', 'after 4'].map(
    (at) => `writer ${at}`,
  ),
  ...['before 1', 'after 1', 'before 2', 'after 2'].map((at) => `reader ${at}`),
];

test('whichever step a device dies at, nothing is lost, and nothing is there twice', {
  timeout: 300_000,
}, async () => {
  let { ada, bob } = await twoPeople(server.url);
  const texts: string[] = [];
  for (const death of DEATHS) {
    const [who, when, count] = death.split(' ');
    texts.push(death);
    const mortal = mortalStore(who === 'writer' ? ada.kept : bob.kept, {
      when: when === 'before' ? 'before' : 'after',
      count: Number(count),
    });
    if (who === 'writer') {
      ada.stop();
      const dying = await ada.restarted(mortal.store).start();
      void dying.messages.send(bob.accountId, death);
      await mortal.died;
      dying.stop();
      ada = await ada.restarted().start();
    } else {
      bob.stop();
      const dying = await bob.restarted(mortal.store).start();
      await ada.messages.send(bob.accountId, death);
      await mortal.died;
      dying.stop();
      bob = await bob.restarted().start();
    }
    await expect.poll(() => bob.texts(ada.accountId), soon).toEqual(texts);
    await expect
      .poll(() => ada.said(bob.accountId), soon)
      .toEqual(texts.map((text) => `I: ${text} (delivered)`));
  }
});

test('whichever step the server dies at, nothing is lost, nothing is there twice, the order is kept', {
  timeout: 300_000,
}, async () => {
  const { ada, bob } = await twoPeople(server.url);
  const texts: string[] = [];
  for (const step of STEPS) {
    const { back } = await server.dieAt(step);
    const said = ['one', 'two', 'three'].map((text) => `${step}: ${text}`);
    texts.push(...said);
    for (const text of said) await ada.messages.send(bob.accountId, text);
    await back;
    await expect.poll(() => bob.texts(ada.accountId), soon).toEqual(texts);
    await bob.messages.read(ada.accountId);
    await expect
      .poll(() => ada.said(bob.accountId), soon)
      .toEqual(texts.map((text) => `I: ${text} (read)`));
    expect(bob.texts(ada.accountId)).toEqual(texts);
  }
  const positions = (who: Writer, of: Writer) =>
    who.messages.store.getState().conversations[of.accountId]?.map(({ position }) => position);
  expect(positions(ada, bob)).toEqual(positions(bob, ada));
});
