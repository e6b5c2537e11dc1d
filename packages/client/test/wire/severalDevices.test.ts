import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goesStraight, hasNewDevices } from '../../src/messages/MessagesState.ts';
import { failOnce } from './support/failOnce.ts';
import { MortalServer } from './support/MortalServer.ts';
import { allShow, allStraight, otherOf, twoDevicesEach } from './support/twoDevicesEach.ts';
import { soon } from './support/twoPeople.ts';
import { Writer } from './support/Writer.ts';

let server: MortalServer;

beforeAll(async () => {
  server = await MortalServer.start();
});
afterAll(() => server.remove());

const state = (writer: Writer) => writer.messages.store.getState();
const straight = (writer: Writer, other: Writer) => goesStraight(state(writer), other.accountId);

describe('two people with two devices each', { timeout: 180_000 }, () => {
  test('write straight to all of them, in one order, with their marks; the server knows of none', async () => {
    const all = await twoDevicesEach(server.url);
    const { ada, adaToo, bob, bobToo } = all;
    const said: string[] = [];
    for (const [index, writer] of [ada, bobToo, adaToo, bob, ada].entries()) {
      const text = `number ${index}`;
      await writer.messages.send(otherOf(writer, all).accountId, text);
      said.push(text);
      await allShow(all, said);
    }
    await bob.messages.read(ada.accountId);
    const marks = (writer: Writer) =>
      state(writer).conversations[otherOf(writer, all).accountId]?.map(({ mark }) => mark);
    const whenBobHasRead = ['read', 'delivered', 'read', 'delivered', 'read'];
    await expect.poll(() => marks(ada), soon).toEqual(whenBobHasRead);
    await expect.poll(() => marks(adaToo), soon).toEqual(whenBobHasRead);
    // What was read on one device is not new on the other.
    await expect.poll(() => marks(bobToo), soon).toEqual(whenBobHasRead);
    expect(await ada.knownToServer()).toEqual([]);
    expect(await bob.knownToServer()).toEqual([]);
  });

  test('who write at the same moment from all of them see it in one order', async () => {
    const all = await twoDevicesEach(server.url);
    const writers = Object.entries(all);
    await Promise.all(
      writers.map(([name, writer]) => writer.messages.send(otherOf(writer, all).accountId, name)),
    );
    await expect.poll(() => all.ada.texts(all.bob.accountId).length, soon).toBe(4);
    await expect
      .poll(() => all.ada.said(all.bob.accountId).filter((one) => one.includes('waiting')), soon)
      .toEqual([]);
    const order = all.ada.texts(all.bob.accountId).map(String);
    expect(order.toSorted()).toEqual(writers.map(([name]) => name).toSorted());
    await allShow(all, order);
  });

  test('go by the server while one of them is away, which finds everything when it is back', async () => {
    const all = await twoDevicesEach(server.url);
    const { ada, bob, bobToo } = all;
    await ada.messages.send(bob.accountId, 'to all');
    await allShow(all, ['to all']);
    bobToo.stop();
    await expect.poll(() => straight(ada, bob), soon).toBe(false);
    await ada.messages.send(bob.accountId, 'to those who are there');
    await expect.poll(() => bob.texts(ada.accountId).length, soon).toBe(2);
    await bob.messages.send(ada.accountId, 'an answer');
    await expect.poll(() => ada.texts(bob.accountId).length, soon).toBe(3);
    expect(await ada.knownToServer()).not.toEqual([]);
    const back = { ...all, bobToo: await bobToo.restarted().start() };
    await allShow(back, ['to all', 'to those who are there', 'an answer']);
    back.bobToo.messages.converse(ada.accountId);
    await allStraight(back);
    const known = await ada.knownToServer();
    await ada.messages.send(bob.accountId, 'to all again');
    await allShow(back, ['to all', 'to those who are there', 'an answer', 'to all again']);
    expect(await ada.knownToServer()).toEqual(known);
  });

  test.each(['bobToo', 'adaToo'] as const)(
    'have it everywhere, once and in one place, when %s could not keep it',
    async (name) => {
      const all = await twoDevicesEach(server.url);
      const { ada, bob } = all;
      failOnce(all[name].kept);
      await ada.messages.send(bob.accountId, 'once');
      await allShow(all, ['once']);
      expect(await ada.knownToServer()).not.toEqual([]);
      await allStraight(all);
    },
  );

  test('write straight to one that is added as well, once they have been told of it', async () => {
    const all = await twoDevicesEach(server.url);
    const { ada, adaToo, bob, bobToo } = all;
    const added = await Writer.signIn(server.url, bob.name, { isDirectAllowed: true });
    await added.start();
    await expect.poll(() => hasNewDevices(state(ada), bob.accountId), soon).toBe(true);
    await ada.messages.send(bob.accountId, 'to all three');
    for (const writer of [ada, adaToo]) await writer.messages.trust(bob.accountId);
    for (const writer of [bob, bobToo]) await writer.messages.trust(bob.accountId);
    await expect.poll(() => added.texts(ada.accountId), soon).toEqual(['to all three']);
    await allShow(all, ['to all three']);
    await expect.poll(() => straight(ada, bob), soon).toBe(true);
    await bob.messages.removeDevice(added.messages.store.getState().deviceKey ?? '');
    await allStraight(all);
    await ada.messages.send(bob.accountId, 'to both');
    await allShow(all, ['to all three', 'to both']);
    expect(added.texts(ada.accountId)).toEqual(['to all three']);
  });
});
