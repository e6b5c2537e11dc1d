import { expect } from 'vitest';
import { goesStraight } from '../../../src/messages/MessagesState.ts';
import { LoopbackConnection } from '../../support/LoopbackConnection.ts';
import { soon } from './twoPeople.ts';
import { befriend, Writer } from './Writer.ts';

Object.assign(globalThis, { RTCPeerConnection: LoopbackConnection });

export type TwoDevicesEach = { ada: Writer; adaToo: Writer; bob: Writer; bobToo: Writer };

let count = 0;

/** Two contacts with two devices each, all of which let others connect and write straight to all others. */
export async function twoDevicesEach(url: string): Promise<TwoDevicesEach> {
  count += 1;
  const ada = await (await Writer.signUp(url, `two-ada${count}`, true)).start();
  const bob = await (await Writer.signUp(url, `two-bob${count}`, true)).start();
  await befriend(ada, bob);
  const adaToo = await (await Writer.signIn(url, ada.name, { isDirectAllowed: true })).start();
  const bobToo = await (await Writer.signIn(url, bob.name, { isDirectAllowed: true })).start();
  const all = { ada, adaToo, bob, bobToo };
  for (const writer of Object.values(all)) {
    await expect.poll(() => writer.messages.store.getState().devices.length, soon).toBe(2);
  }
  for (const writer of Object.values(all)) {
    const other = otherOf(writer, all);
    await writer.messages.refreshKeys(other.accountId);
    await writer.messages.trust(other.accountId);
    await writer.messages.trust(writer.accountId);
    writer.messages.converse(other.accountId);
  }
  await allStraight(all);
  return all;
}

/** The other one of the two. */
export function otherOf(writer: Writer, { ada, bob }: Pick<TwoDevicesEach, 'ada' | 'bob'>): Writer {
  return writer.accountId === ada.accountId ? bob : ada;
}

/** Resolves when what any of them writes goes straight to all others. */
export async function allStraight(all: TwoDevicesEach): Promise<void> {
  for (const writer of Object.values(all)) {
    const { accountId } = otherOf(writer, all);
    await expect.poll(() => goesStraight(writer.messages.store.getState(), accountId), soon).toBe(true);
  }
}

/** Resolves when all of them show exactly this, in the same places. */
export async function allShow(all: TwoDevicesEach, texts: readonly string[]): Promise<void> {
  for (const writer of Object.values(all)) {
    const { accountId } = otherOf(writer, all);
    await expect.poll(() => writer.texts(accountId), soon).toEqual(texts);
  }
  const places = (writer: Writer) => {
    const { conversations } = writer.messages.store.getState();
    const said = conversations[otherOf(writer, all).accountId] ?? [];
    return said.map(({ position, sentAt }) => ({ position, sentAt }));
  };
  await expect.poll(() => places(all.ada).map(({ position }) => position), soon).not.toContain(null);
  for (const writer of [all.adaToo, all.bob, all.bobToo]) {
    await expect.poll(() => places(writer), soon).toEqual(places(all.ada));
  }
}
