import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import type { MessageStore } from '../../src/messages/MessageStore.ts';
import { goesStraight, hasNewDevices } from '../../src/messages/MessagesState.ts';
import '../support/headless.ts';
import { befriend, Writer } from '../wire/support/Writer.ts';

/** Generous: a condition, and no measurement. */
const soon = { timeout: 60_000, interval: 20 };

let server: ParleyServer;
let count = 0;

beforeAll(async () => {
  server = await ParleyServer.start({ DIRECT_CALLS: 'on' });
});
afterAll(() => server.stop());

const state = (writer: Writer) => writer.messages.store.getState();

/** Two contacts on one device each, who let each other connect or do not. */
async function twoPeople({ bobAllows = true } = {}) {
  count += 1;
  const ada = await (await Writer.signUp(server.url, `ada${count}`, true)).start();
  const bob = await (await Writer.signUp(server.url, `bob${count}`, bobAllows)).start();
  await befriend(ada, bob);
  await expect.poll(() => state(ada).devices.length, soon).toBe(1);
  await expect.poll(() => state(bob).devices.length, soon).toBe(1);
  return { ada, bob };
}

/** The same, once their messages go straight. */
async function connected() {
  const { ada, bob } = await twoPeople();
  await ada.messages.refreshKeys(bob.accountId);
  await bob.messages.refreshKeys(ada.accountId);
  await expect
    .poll(() => {
      ada.messages.converse(bob.accountId);
      return goesStraight(state(ada), bob.accountId) && goesStraight(state(bob), ada.accountId);
    }, soon)
    .toBe(true);
  return { ada, bob };
}

describe('messages between two browsers', { timeout: 120_000 }, () => {
  test('go straight, in the same order on both sides, with their marks; the server knows of none', async () => {
    const { ada, bob } = await connected();
    const said: string[] = [];
    for (const [index, writer] of [ada, bob, bob, ada, bob].entries()) {
      const other = writer === ada ? bob : ada;
      await writer.messages.send(other.accountId, `number ${index}`);
      said.push(`number ${index}`);
      await expect.poll(() => other.texts(writer.accountId), soon).toEqual(said);
    }
    expect(ada.texts(bob.accountId)).toEqual(said);
    await bob.messages.read(ada.accountId);
    await expect.poll(() => ada.said(bob.accountId)[0], soon).toBe('I: number 0 (read)');
    await expect.poll(() => bob.said(ada.accountId)[1], soon).toBe('I: number 1 (delivered)');
    expect(await ada.knownToServer()).toEqual([]);
    expect(await bob.knownToServer()).toEqual([]);
  });

  test('go by the server once one of the two does not let it any more, behind what was said', async () => {
    const { ada, bob } = await connected();
    await ada.messages.send(bob.accountId, 'straight');
    await expect.poll(() => ada.said(bob.accountId), soon).toEqual(['I: straight (delivered)']);
    await bob.messages.setDirectAllowed(false);
    await expect.poll(() => goesStraight(state(ada), bob.accountId), soon).toBe(false);
    await ada.messages.send(bob.accountId, 'by the server');
    await expect.poll(() => bob.texts(ada.accountId), soon).toEqual(['straight', 'by the server']);
    expect(ada.texts(bob.accountId)).toEqual(['straight', 'by the server']);
    expect(await bob.knownToServer()).not.toEqual([]);
  });

  test('never go straight to somebody who does not let it', async () => {
    const { ada, bob } = await twoPeople({ bobAllows: false });
    ada.messages.converse(bob.accountId);
    await ada.messages.send(bob.accountId, 'hello');
    await expect.poll(() => ada.said(bob.accountId), soon).toEqual(['I: hello (delivered)']);
    expect(goesStraight(state(ada), bob.accountId)).toBe(false);
    expect(await ada.knownToServer()).not.toEqual([]);
  });

  test('reach all devices by the server as soon as one of the two has another that does not let it', async () => {
    const { ada, bob } = await connected();
    const bobToo = await (await Writer.signIn(server.url, bob.name)).start();
    await expect.poll(() => goesStraight(state(ada), bob.accountId), soon).toBe(false);
    // That there is another one was said over the channel, and the server was asked.
    expect(hasNewDevices(state(ada), bob.accountId)).toBe(true);
    await ada.messages.trust(bob.accountId);
    await ada.messages.send(bob.accountId, 'to both');
    await expect.poll(() => bob.texts(ada.accountId), soon).toEqual(['to both']);
    await expect.poll(() => bobToo.texts(ada.accountId), soon).toEqual(['to both']);
    expect(await ada.knownToServer()).not.toEqual([]);
  });

  test('are there once when the device that kept one could not say so any more', async () => {
    const { ada, bob } = await connected();
    // It dies right after it has kept what comes straight.
    const kept: MessageStore = bob.kept;
    const change = kept.change;
    let isDead = false;
    kept.change = async (...given) => {
      const changed = await change.apply(kept, given);
      if (!isDead) bob.stop();
      isDead = true;
      return changed;
    };
    await ada.messages.send(bob.accountId, 'once');
    await expect.poll(() => ada.said(bob.accountId), soon).toEqual(['I: once (sent)']);
    expect((await kept.messages()).map(({ text }) => text)).toEqual(['once']);
    kept.change = change;
    const back = await bob.restarted().start();
    await expect.poll(() => ada.said(bob.accountId), soon).toEqual(['I: once (delivered)']);
    await ada.messages.send(bob.accountId, 'twice');
    await expect.poll(() => back.texts(ada.accountId), soon).toEqual(['once', 'twice']);
    const places = (writer: Writer, accountId: string) =>
      state(writer).conversations[accountId]?.map(({ position }) => position);
    await expect.poll(() => places(ada, bob.accountId), soon).toEqual(places(back, ada.accountId));
  });
});
