import type { DirectFile } from '@parley/protocol/people/directFile';
import { sealedFileLength } from '@parley/protocol/people/sealedFileLength';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchFile } from '../../src/messages/fetchFile.ts';
import { MortalServer } from './support/MortalServer.ts';
import { mortalStore } from './support/mortalStore.ts';
import { inBase64, searchOf } from './support/searchOf.ts';
import { soon, twoPeople } from './support/twoPeople.ts';
import { befriend, type Writer } from './support/Writer.ts';

const TIMEOUT_MS = 120_000;

let server: MortalServer;

beforeAll(async () => {
  server = await MortalServer.start();
}, TIMEOUT_MS);
afterAll(() => server.remove());

const aFile = (words: string) => new Blob([words.repeat(20_000)], { type: 'text/plain' });

const lastFrom = (reader: Writer, writer: Writer) =>
  reader.messages.store.getState().conversations[writer.accountId]?.at(-1);

function fileFrom(reader: Writer, writer: Writer): DirectFile {
  const file = lastFrom(reader, writer)?.file;
  if (file === undefined || file.fileId === null) throw new Error('there is no file');
  return file;
}

describe('a file to somebody', { timeout: TIMEOUT_MS }, () => {
  test('comes as it was sent, is delivered and read, and the server can read neither it nor its name', async () => {
    const { ada, bob } = await twoPeople(server.url);
    const file = aFile('Wallflower ');
    await ada.messages.sendFile(bob.accountId, 'Öffentlichkeit.txt', file);
    await expect
      .poll(() => bob.sentFiles(ada.accountId), soon)
      .toEqual(['they: Öffentlichkeit.txt (delivered)']);
    expect(await bob.openedFile(ada.accountId)).toBe(await file.text());
    expect(lastFrom(bob, ada)?.file).toMatchObject({ size: file.size, mediaType: 'text/plain' });
    // Its own writer reads it where everybody does.
    expect(await ada.openedFile(bob.accountId)).toBe(await file.text());
    await bob.messages.read(ada.accountId);
    await expect
      .poll(() => ada.sentFiles(bob.accountId), soon)
      .toEqual(['I: Öffentlichkeit.txt (read)']);
    expect(await ada.kept.file(lastFrom(ada, bob)?.messageId ?? '')).toBeUndefined();

    const isOnDisk = searchOf(server.dataDir);
    const { fileId, key } = fileFrom(bob, ada);
    // What is searched for would be found.
    expect(isOnDisk(fileId)).toBe(true);
    for (const word of ['Wallflower', 'Öffentlichkeit', 'text/plain', key]) {
      for (const form of [word, ...inBase64(word)]) expect(isOnDisk(form), form).toBe(false);
    }
    const answer = await fetch(`${server.url}/api/v1/files/${fileId}`);
    expect((await answer.arrayBuffer()).byteLength).toBe(sealedFileLength(file.size));
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  test('goes when the other one is away or one was oneself, in the order in which it could', async () => {
    const { ada, bob } = await twoPeople(server.url);
    bob.stop();
    ada.stop();
    // Kept, and the program ends before anything was sent.
    const offline = ada.restarted();
    await offline.messages.open();
    await offline.messages.sendFile(bob.accountId, 'one.txt', aFile('one'));
    await offline.messages.sendFile(bob.accountId, 'two.txt', aFile('two'));
    offline.stop();
    const again = await ada.restarted().start();
    await expect
      .poll(() => again.sentFiles(bob.accountId), soon)
      .toEqual(['I: one.txt (sent)', 'I: two.txt (sent)']);
    const back = await bob.restarted().start();
    await expect
      .poll(() => back.sentFiles(ada.accountId), soon)
      .toEqual(['they: one.txt (delivered)', 'they: two.txt (delivered)']);
    expect(await back.openedFile(ada.accountId)).toBe(await aFile('two').text());
  });

  test('is refused for whom one may not write to, and can be sent later or taken back', async () => {
    const { ada, bob } = await twoPeople(server.url);
    await bob.people.block(ada.accountId);
    await ada.messages.sendFile(bob.accountId, 'one.txt', aFile('one'));
    await ada.messages.sendFile(bob.accountId, 'two.txt', aFile('two'));
    const waiting = () => ada.messages.store.getState().conversations[bob.accountId];
    await expect.poll(waiting, soon).toMatchObject([{ problem: 'not-found' }, { problem: 'not-found' }]);
    const [one, two] = waiting() ?? [];
    await ada.messages.withdraw(one?.messageId ?? '');
    expect(ada.sentFiles(bob.accountId)).toEqual(['I: two.txt (waiting)']);
    expect(await ada.kept.file(one?.messageId ?? '')).toBeUndefined();
    await bob.people.unblock(ada.accountId);
    await befriend(bob, ada);
    await ada.messages.retry(two?.messageId ?? '');
    await expect.poll(() => bob.sentFiles(ada.accountId), soon).toEqual(['they: two.txt (delivered)']);
    // Of what was sent nothing is taken back.
    await ada.messages.withdraw(two?.messageId ?? '');
    expect(ada.sentFiles(bob.accountId)).toHaveLength(1);
  });

  test('that is not there any more, or is another one, is told from one that did not get through', async () => {
    const { ada, bob } = await twoPeople(server.url);
    await ada.messages.sendFile(bob.accountId, 'one.txt', aFile('one'));
    await expect.poll(() => bob.sentFiles(ada.accountId), soon).toHaveLength(1);
    const file = fileFrom(bob, ada);
    const gone = fetchFile(server.url, { ...file, fileId: 'x'.repeat(16) });
    await expect(gone).rejects.toMatchObject({ code: 'not-found' });
    const other = fetchFile(server.url, { ...file, key: 'A'.repeat(43) });
    await expect(other).rejects.toMatchObject({ code: 'internal' });
    const nobody = fetchFile('http://127.0.0.1:1', file);
    await expect(nobody).rejects.toMatchObject({ code: 'timeout' });
  });
});

/** Of a file's way: its offer, its bytes, its message. */
const STEPS = [
  'files.add before 1',
  'files.add after 1',
  'files.find before 1',
  'files.complete before 1',
  'files.complete after 1',
  'messages.send before 1',
  'messages.send after 1',
];

test('whichever step the server dies at, the file comes once', { timeout: 300_000 }, async () => {
  const { ada, bob } = await twoPeople(server.url);
  const names: string[] = [];
  for (const [index, step] of STEPS.entries()) {
    const { back } = await server.dieAt(step);
    names.push(`${index}.txt`);
    await ada.messages.sendFile(bob.accountId, `${index}.txt`, aFile(step));
    await back;
    const came = names.map((name) => `they: ${name} (delivered)`);
    await expect.poll(() => bob.sentFiles(ada.accountId), { ...soon, message: step }).toEqual(came);
    expect(await bob.openedFile(ada.accountId), step).toBe(await aFile(step).text());
    const told = names.map((name) => `I: ${name} (delivered)`);
    await expect.poll(() => ada.sentFiles(bob.accountId), soon).toEqual(told);
  }
});

/** What its writer keeps: where the file lies, that the message was sent, that it has come. */
const DEATHS = [1, 2, 3, 4].flatMap((count) => [`before ${count}`, `after ${count}`]);

test('whichever step its writer dies at, the file comes once', { timeout: 300_000 }, async () => {
  let { ada, bob } = await twoPeople(server.url);
  const names: string[] = [];
  for (const death of DEATHS) {
    const [when, count] = death.split(' ');
    const mortal = mortalStore(ada.kept, {
      when: when === 'before' ? 'before' : 'after',
      count: Number(count),
    });
    ada.stop();
    const dying = await ada.restarted(mortal.store).start();
    names.push(death);
    await dying.messages.sendFile(bob.accountId, death, aFile(death));
    await mortal.died;
    dying.stop();
    ada = await ada.restarted().start();
    const came = names.map((name) => `they: ${name} (delivered)`);
    await expect.poll(() => bob.sentFiles(ada.accountId), { ...soon, message: death }).toEqual(came);
    expect(await bob.openedFile(ada.accountId), death).toBe(await aFile(death).text());
    const told = names.map((name) => `I: ${name} (delivered)`);
    await expect.poll(() => ada.sentFiles(bob.accountId), soon).toEqual(told);
  }
});
