import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestOf } from '@parley/protocol/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Chat } from '../src/session/Chat.ts';
import { type CallStore, createCallStore } from '../src/session/store/createCallStore.ts';
import { Connection } from '../src/signaling/Connection.ts';
import { SignalingClient } from '../src/signaling/SignalingClient.ts';
import { FakeSocket, ok, refused } from './support/FakeSocket.ts';
import { recordingLog } from './support/recordingLog.ts';
import { aMessage } from './support/roomState.ts';

/** Of the test's own: longer than any machine takes. */
const PATIENCE = { timeout: 20_000, interval: 5 };
const FILE = { name: 'plan.png', bytes: new Blob(['bytes'], { type: 'image/png' }) };

let http: Server;
let socket: FakeSocket;
let signaling: SignalingClient;
let store: CallStore;
let chat: Chat;
/** What the server was offered, what it has, and what was said. */
let offers: RequestOf<'file:offer'>[];
let brought: Map<string, string>;
let said: RequestOf<'chat:send'>[];
/** How the server takes the next bytes. */
let takes: 'all' | 'nothing' | 'no connection';

beforeEach(async () => {
  [offers, said, brought, takes] = [[], [], new Map(), 'all'];
  http = createServer(async (request, response) => {
    if (takes === 'no connection') return request.socket.destroy();
    if (takes === 'nothing') return;
    const text = await new Response(request as unknown as ReadableStream).text();
    brought.set(request.url?.split('/').at(-1) ?? '', text);
    response.writeHead(204).end();
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  socket = new FakeSocket();
  const connection = new Connection(socket, undefined, () => 0);
  signaling = new SignalingClient(connection, recordingLog());
  store = createCallStore('lab');
  chat = new Chat(store, signaling, `http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  socket.answers('file:offer', (offer) => {
    offers.push(offer);
    return ok({ fileId: `file-${offers.length}-abc` });
  });
  socket.answers('chat:send', (request) => {
    said.push(request);
    const { messageId, text } = request;
    return ok({ message: aMessage(said.length, { messageId, text }) });
  });
  connection.open();
  back();
});
afterEach(async () => {
  signaling.close();
  http.closeAllConnections();
  http.close();
});

function back(): void {
  socket.open();
  signaling.admit();
  chat.resumed();
}

const unsent = () => store.getState().chat.unsent;
const isSent = () => vi.waitFor(() => expect(unsent()).toEqual([]), PATIENCE);
const fails = (code: string) =>
  vi.waitFor(() => expect(unsent()).toMatchObject([{ error: { code } }]), PATIENCE);

it('brings the bytes first, and says then what they are', async () => {
  chat.sendFile(FILE);
  const [mine] = unsent();
  expect(mine).toMatchObject({ text: '', error: null, file: { name: 'plan.png', fileId: null } });
  await isSent();
  expect(offers).toEqual([{ name: 'plan.png', size: 5, mediaType: 'image/png' }]);
  expect(brought).toEqual(new Map([['file-1-abc', 'bytes']]));
  expect(said).toEqual([{ messageId: mine?.messageId, text: '', fileId: 'file-1-abc' }]);
});

it('does not hold up what is written meanwhile', async () => {
  takes = 'nothing';
  chat.sendFile(FILE);
  chat.send('hello');
  await vi.waitFor(() => expect(said).toMatchObject([{ text: 'hello' }]), PATIENCE);
  expect(unsent()).toMatchObject([{ file: { fileId: null }, error: null }]);
});

it('gives any file a name and a type that can be sent', async () => {
  chat.sendFile({ name: '../etc/passwd', bytes: new Blob(['x'], { type: 'text/plain;charset=utf-8' }) });
  chat.sendFile({ name: '..', bytes: new Blob(['x'], { type: 'no type' }) });
  await isSent();
  expect(offers).toMatchObject([
    { name: '.. etc passwd', mediaType: 'text/plain' },
    { name: 'file', mediaType: 'application/octet-stream' },
  ]);
});

it('begins anew under the same id when the connection is back', async () => {
  socket.lose();
  chat.sendFile(FILE);
  const { messageId } = unsent()[0] ?? {};
  back();
  await isSent();
  expect(said).toMatchObject([{ messageId }]);
});

it('begins anew when the bytes were cut off by a loss that is over', async () => {
  takes = 'nothing';
  chat.sendFile(FILE);
  await vi.waitFor(() => expect(offers).toHaveLength(1), PATIENCE);
  socket.lose();
  back();
  takes = 'all';
  http.closeAllConnections();
  await isSent();
  expect(said).toHaveLength(1);
});

it('says when the bytes do not get through, and brings them when it is tried again', async () => {
  takes = 'no connection';
  chat.sendFile(FILE);
  await fails('timeout');
  takes = 'all';
  chat.retry(unsent()[0]?.messageId ?? '');
  await isSent();
  expect(said).toHaveLength(1);
});

it('brings them once more when the server has lost them before they were named', async () => {
  const messages = [refused('not-found')];
  const answer = (request: RequestOf<'chat:send'>) => {
    said.push(request);
    return messages.pop() ?? ok({ message: aMessage(1, { messageId: request.messageId }) });
  };
  socket.answers('chat:send', answer);
  chat.sendFile(FILE);
  await fails('not-found');
  chat.retry(unsent()[0]?.messageId ?? '');
  await isSent();
  expect(said.map(({ fileId }) => fileId)).toEqual(['file-1-abc', 'file-2-abc']);
});

it('says why a file is not taken, and offers no empty one', async () => {
  socket.answers('file:offer', () => refused('full'));
  chat.sendFile(FILE);
  await fails('full');
  chat.cancel(unsent()[0]?.messageId ?? '');
  chat.sendFile({ name: 'nothing.txt', bytes: new Blob([]) });
  await fails('bad-request');
  expect(brought.size).toBe(0);
});

it('is called off by who sends it, at any moment', async () => {
  takes = 'nothing';
  const arrived = once(http, 'request');
  chat.sendFile(FILE);
  const [request] = await arrived;
  const ended = new Promise((resolve) => request.once('error', resolve));
  chat.cancel(unsent()[0]?.messageId ?? '');
  await ended;
  expect(unsent()).toEqual([]);
  chat.send('and goes on');
  await isSent();
  expect(said).toMatchObject([{ text: 'and goes on' }]);
});
