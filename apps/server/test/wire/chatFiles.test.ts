import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { putFile } from './support/putFile.ts';
import { RoomKeepers } from './support/RoomKeepers.ts';
import { newMessageId, type TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';
import { WebBrowser } from './support/WebBrowser.ts';

const HOUR_MS = 3_600_000;
const FILE = { name: 'plan.png', size: 5, mediaType: 'image/png' };
const ada = { name: 'ada', displayName: 'Ada', password: 'analytical engine' };

/** Offers a file and brings it. */
async function bring(server: { url: string }, by: TestClient): Promise<string> {
  const { fileId } = await by.request('file:offer', FILE);
  expect((await putFile(server, fileId, 'bytes')).status).toBe(204);
  return fileId;
}

const send = (by: TestClient, fileId: string, text = '', messageId = newMessageId()) =>
  by.request('chat:send', { messageId, text, fileId });

const read = async (server: { url: string }, fileId: string) => {
  const answer = await fetch(`${server.url}/api/v1/files/${fileId}`);
  return answer.status === 200 ? answer.text() : answer.status;
};

test('[C6] a file in the chat is told to all, to those who come later, and stays as long as what was said', async () => {
  const clock = { at: 1_000_000 };
  const server = await TestServer.start({ now: () => clock.at });
  const [one, other] = [await server.join('home', 'Ada'), await server.join('home', 'Bob')];
  const fileId = await bring(server, one);
  const messageId = newMessageId();
  const { message } = await send(one, fileId, '', messageId);
  expect(message).toMatchObject({ text: '', file: { fileId, ...FILE } });
  expect((await other.hears('chat:posted')).message).toEqual(message);
  // The same once more is the same, and a message without one has none.
  expect((await send(one, fileId, '', messageId)).message).toEqual(message);
  expect((await one.say('no file')).message).not.toHaveProperty('file');
  clock.at += HOUR_MS;
  server.timers.advance(HOUR_MS);
  await until('nothing is waited for', () => server.timers.count === 0);
  expect(await read(server, fileId)).toBe('bytes');
  const later = await server.join('home', 'Cy');
  expect(later.joined.snapshot.chat.messages[0]).toEqual(message);
  const page = await later.request('chat:history', { before: 2 });
  expect(page.messages).toEqual([message]);
});

test('[C6] a message names nothing but a whole file of its room, in time', async () => {
  const clock = { at: 1_000_000 };
  const server = await TestServer.start({ now: () => clock.at });
  const [here, there] = [await server.join('here', 'Ada'), await server.join('there', 'Bob')];
  const refused = (fileId: string) =>
    expect(send(here, fileId, 'with words')).rejects.toMatchObject({
      code: 'not-found',
      details: { fileId },
    });
  await refused('nobodys-file');
  await refused((await here.request('file:offer', FILE)).fileId);
  await refused(await bring(server, there));
  const late = await bring(server, here);
  clock.at += HOUR_MS;
  await refused(late);
  const nothing = { messageId: newMessageId(), text: '' };
  expect(await here.raw('chat:send', nothing)).toMatchObject({ error: { code: 'bad-request' } });
  const page = await here.request('chat:history', { before: 100 });
  expect(page.messages).toEqual([]);
  expect((await here.say('and no position is lost')).message.position).toBe(1);
});

test('files are in the export of who sent them, and go with the account; what was said stays', async () => {
  const server = await TestServer.start();
  const browser = new WebBrowser(server.url);
  await browser.ask('POST /accounts', ada);
  const hers = await server.connect({ extraHeaders: { cookie: browser.cookie, origin: server.url } });
  await hers.join('home', 'Ada');
  const guest = await server.join('home', 'Guest');
  const [ofAda, ofGuest] = [await bring(server, hers), await bring(server, guest)];
  const { message } = await send(hers, ofAda);
  await send(guest, ofGuest);
  await hers.request('file:offer', FILE);
  const { files } = (await browser.ask('GET /account/export')).body;
  const times = { createdAt: expect.any(Number), expiresAt: null };
  expect(files).toEqual([{ fileId: ofAda, ...FILE, room: 'home', ...times }]);
  expect((await browser.ask('POST /account/close', { password: ada.password })).status).toBe(204);
  expect(await read(server, ofAda)).toBe(404);
  const path = (fileId: string) => join(server.dataDir, 'files', fileId);
  await until('its bytes are gone', () => !existsSync(path(ofAda)));
  expect(await read(server, ofGuest)).toBe('bytes');
  const { messages } = await guest.request('chat:history', { before: 2 });
  expect(messages).toEqual([message]);
});

test('files go with the room that is kept no longer', async () => {
  const keepers = await RoomKeepers.start(['ada']);
  const { room } = await keepers.keep('ada', { access: 'link' });
  const { server } = keepers.people;
  const [inside, elsewhere] = [await server.join(room, 'Guest'), await server.join('home', 'Other')];
  const [gone, stays] = [await bring(server, inside), await bring(server, elsewhere)];
  await send(inside, gone);
  await send(elsewhere, stays);
  expect((await keepers.ask('ada', `DELETE /account/rooms/${room}`)).status).toBe(204);
  expect(await read(server, gone)).toBe(404);
  const path = (fileId: string) => join(server.dataDir, 'files', fileId);
  await until('its bytes are gone', () => !existsSync(path(gone)));
  expect(await read(server, stays)).toBe('bytes');
});
