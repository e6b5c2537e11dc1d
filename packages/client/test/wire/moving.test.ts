import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringIn } from '../../src/messages/moving/bringIn.ts';
import { moveOut } from '../../src/messages/moving/moveOut.ts';
import { toRecoveryWords } from '../../src/messages/moving/recoveryWords.ts';
import { makeSecret, moveLink } from '../../src/messages/moving/secret.ts';
import { MortalServer } from './support/MortalServer.ts';
import { soon, twoPeople } from './support/twoPeople.ts';
import { Writer } from './support/Writer.ts';

const TIMEOUT_MS = 120_000;

let server: MortalServer;

beforeAll(async () => {
  server = await MortalServer.start();
}, TIMEOUT_MS);
afterAll(() => server.remove());

/** Two contacts who have written to each other. */
async function twoWhoWrote() {
  const { ada, bob } = await twoPeople(server.url);
  await ada.messages.send(bob.accountId, 'Wallflower');
  await expect.poll(() => ada.said(bob.accountId), soon).toEqual(['I: Wallflower (delivered)']);
  await bob.messages.send(ada.accountId, 'Snapdragon');
  await expect.poll(() => ada.texts(bob.accountId), soon).toEqual(['Wallflower', 'Snapdragon']);
  await ada.messages.settled();
  return { ada, bob };
}

async function another(writer: Writer): Promise<Writer> {
  const device = await (await Writer.signIn(server.url, writer.name)).start();
  await expect.poll(() => device.messages.store.getState().devices.length, soon).toBe(2);
  return device;
}

test('what was said comes to another device, once and in order; the server knows nothing of it', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { ada, bob } = await twoWhoWrote();
  const adaToo = await another(ada);
  const moved = await moveOut(ada.messages);
  expect(moved).toMatchObject({ count: 2, leftOut: 0 });
  const secret = moved?.secret ?? makeSecret();

  const files = readdirSync(server.dataDir).map((file) => readFileSync(join(server.dataDir, file)));
  const isOnDisk = (text: string) => files.some((file) => file.includes(text));
  // What is searched for would be found.
  expect(isOnDisk(moved?.archiveId ?? '-')).toBe(true);
  const [, inLink = '-'] = moveLink('', secret).split('=');
  const bytes = Buffer.from(secret);
  const words = toRecoveryWords(secret).join(' ');
  for (const text of ['Wallflower', 'Snapdragon', inLink, words, bytes.toString('hex')]) {
    expect(isOnDisk(text), text).toBe(false);
  }
  expect(files.some((file) => file.includes(bytes))).toBe(false);

  // What was written meanwhile is there already, and stays behind what was said before.
  await bob.messages.refreshKeys(ada.accountId);
  await bob.messages.trust(ada.accountId);
  await bob.messages.send(ada.accountId, 'Foxglove');
  await expect.poll(() => adaToo.texts(bob.accountId), soon).toEqual(['Foxglove']);
  expect(await bringIn(adaToo.messages, makeSecret())).toEqual({ outcome: 'wrong' });
  expect(adaToo.texts(bob.accountId)).toEqual(['Foxglove']);
  expect(await bringIn(adaToo.messages, secret)).toEqual({ outcome: 'done', count: 2 });
  expect(adaToo.texts(bob.accountId)).toEqual(['Wallflower', 'Snapdragon', 'Foxglove']);
  expect(await bringIn(adaToo.messages, secret)).toEqual({ outcome: 'none' });

  // It is as kept as everything else, and marks go on as they do.
  adaToo.stop();
  const back = await adaToo.restarted().start();
  await back.messages.read(bob.accountId);
  await expect
    .poll(() => bob.said(ada.accountId), soon)
    .toEqual(['they: Wallflower (delivered)', 'I: Snapdragon (read)', 'I: Foxglove (read)']);
  expect(back.texts(bob.accountId)).toEqual(['Wallflower', 'Snapdragon', 'Foxglove']);
});

test('a device that dies while it brings messages in begins again, and has each of them once', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { ada, bob } = await twoWhoWrote();
  const adaToo = await another(ada);
  const moved = await moveOut(ada.messages);
  const secret = moved?.secret ?? makeSecret();
  adaToo.stop();
  const forEver = new Promise<never>(() => {});
  const { promise: died, resolve: die } = Promise.withResolvers<void>();
  // All of it is kept, and nobody learns it: the archive stays.
  const dying = await adaToo
    .restarted({
      ...adaToo.kept,
      change: async (...given) => {
        await adaToo.kept.change(...given);
        die();
        return forEver;
      },
    })
    .start();
  void bringIn(dying.messages, secret);
  await died;
  dying.stop();
  const back = await adaToo.restarted().start();
  expect(await bringIn(back.messages, secret)).toEqual({ outcome: 'done', count: 0 });
  expect(back.texts(bob.accountId)).toEqual(['Wallflower', 'Snapdragon']);
});

test('there is nothing to bring for somebody else, nor before anything was moved', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { ada, bob } = await twoWhoWrote();
  expect(await bringIn(ada.messages, makeSecret())).toEqual({ outcome: 'none' });
  const moved = await moveOut(ada.messages);
  expect(await bringIn(bob.messages, moved?.secret ?? makeSecret())).toEqual({ outcome: 'none' });
  // Moved again, the first words are worth nothing.
  const again = await moveOut(ada.messages);
  expect(await bringIn(ada.messages, moved?.secret ?? makeSecret())).toEqual({ outcome: 'wrong' });
  expect(await bringIn(ada.messages, again?.secret ?? makeSecret())).toEqual({
    outcome: 'done',
    count: 0,
  });
  const cy = await (await Writer.signUp(server.url, 'cleo')).start();
  expect(await moveOut(cy.messages)).toBeUndefined();
});
