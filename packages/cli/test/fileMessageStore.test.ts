import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeIdentity } from '@parley/client/messages/crypto/identity';
import type { StoredMessage } from '@parley/client/messages/StoredMessage';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openFileMessageStore } from '../src/messages/fileMessageStore.ts';

function somePath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'messages', 'one.sqlite');
}

async function opened(path: string) {
  const store = await openFileMessageStore(path);
  onTestFinished(() => store.close());
  return store;
}

const aMessage = (messageId: string): StoredMessage => ({
  messageId,
  accountId: 'account-ben',
  isOwn: true,
  senderKey: 'a key',
  text: 'hello',
  sentAt: 1,
  position: null,
  mark: 'waiting',
  told: 'read',
  problem: null,
});

test('the device is the same one when it is opened again, and its key cannot be read out of WebCrypto', async () => {
  const path = somePath();
  const first = await (await opened(path)).identity(makeIdentity);
  const again = await (await opened(path)).identity(makeIdentity);
  expect(again.deviceKey).toBe(first.deviceKey);
  expect(again.privateKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('pkcs8', again.privateKey)).rejects.toThrow();
  for (const file of [path, join(path, '..')]) expect(statSync(file).mode & 0o077).toBe(0);
});

test('keeps messages and trust; of what is changed together all or nothing', async () => {
  const path = somePath();
  const store = await opened(path);
  await store.change(['message-1'], () => aMessage('message-1'));
  const failing = store.change(['message-1', 'message-2'], (messageId, kept) => {
    if (kept === undefined) throw new Error(`no ${messageId}`);
    return { ...kept, text: 'changed' };
  });
  await expect(failing).rejects.toThrow('no message-2');
  const trust = { accountId: 'account-ben', deviceKeys: ['a key'], comparedNumber: null };
  await store.keepTrust(trust);
  const again = await opened(path);
  expect(await again.messages()).toEqual([aMessage('message-1')]);
  expect(await again.trusts()).toEqual([trust]);
});

test('a file is kept with its message, by the same program or the next, for as long as that waits', async () => {
  const path = somePath();
  const store = await opened(path);
  const file = { fileId: null, name: 'plan.pdf', size: 3, mediaType: 'application/pdf' };
  const waiting = { ...aMessage('message-1'), file };
  await store.keepWithFile(waiting, new Blob([new Uint8Array([1, 2, 3])]));
  const again = await opened(path);
  expect(await again.messages()).toEqual([waiting]);
  const kept = await again.file('message-1');
  expect(Array.from(new Uint8Array((await kept?.arrayBuffer()) ?? new ArrayBuffer()))).toEqual([
    1, 2, 3,
  ]);
  await again.change(['message-1'], (_, message) => message && { ...message, problem: 'full' });
  expect(await store.file('message-1')).toBeDefined();
  await again.change(['message-1'], (_, message) => message && { ...message, position: 1 });
  expect(await store.file('message-1')).toBeUndefined();
});

test('two programs hear of each other, and do one thing at a time', async () => {
  const path = somePath();
  const [one, other] = [await opened(path), await opened(path)];
  const heard = vi.fn();
  one.onChanged(heard);
  await other.change(['message-1'], () => aMessage('message-1'));
  await vi.waitFor(() => expect(heard).toHaveBeenCalled());

  const steps: string[] = [];
  const task = (name: string) => async () => {
    steps.push(name);
    await new Promise((resolve) => setTimeout(resolve, 20));
    steps.push(name);
  };
  await Promise.all([one.exclusively(task('a')), other.exclusively(task('b'))]);
  expect(steps[0]).toBe(steps[1]);
  expect(steps[2]).toBe(steps[3]);
  await expect(one.exclusively(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await other.exclusively(async () => 'goes on')).toBe('goes on');
});
