import type { RequestOf } from '@parley/protocol/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Chat } from '../src/session/Chat.ts';
import { loadOlderChat } from '../src/session/loadOlderChat.ts';
import { type CallStore, createCallStore } from '../src/session/store/createCallStore.ts';
import { fromSnapshot } from '../src/session/store/fromSnapshot.ts';
import { Connection } from '../src/signaling/Connection.ts';
import { SignalingClient } from '../src/signaling/SignalingClient.ts';
import { FakeSocket, ok, refused } from './support/FakeSocket.ts';
import { recordingLog } from './support/recordingLog.ts';
import { aMessage, aSnapshot } from './support/roomState.ts';

let socket: FakeSocket;
let signaling: SignalingClient;
let store: CallStore;
let chat: Chat;
/** What the server has on disk: a message that comes twice is kept once. */
let kept: ReturnType<typeof aMessage>[];

beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket();
  const connection = new Connection(socket, undefined, () => 0);
  signaling = new SignalingClient(connection, recordingLog());
  store = createCallStore('lab');
  chat = new Chat(store, signaling, 'http://127.0.0.1:1');
  kept = [];
  socket.answers('chat:send', (request) => ok({ message: keep(request) }));
  connection.open();
  back();
});
afterEach(() => {
  signaling.close();
  vi.useRealTimers();
});

function keep({ messageId, text }: RequestOf<'chat:send'>): ReturnType<typeof aMessage> {
  const before = kept.find((one) => one.messageId === messageId);
  if (before) return before;
  const message = aMessage(kept.length + 1, { messageId, text });
  kept.push(message);
  return message;
}

function back(): void {
  socket.open();
  signaling.admit();
  chat.resumed();
}

const settle = () => vi.advanceTimersByTimeAsync(100);
const unsent = () => store.getState().chat.unsent;
const texts = () => store.getState().chat.messages.map(({ text }) => text);

it('shows a message at once as unsent, and as said when the server has kept it', async () => {
  chat.send('hello');
  expect(unsent()).toMatchObject([{ text: 'hello', error: null }]);
  await settle();
  expect(unsent()).toEqual([]);
  expect(texts()).toEqual(['hello']);
});

it('keeps the order in which messages were written', async () => {
  for (const text of ['1', '2', '3', '4']) chat.send(text);
  await settle();
  expect(kept.map(({ text }) => text)).toEqual(['1', '2', '3', '4']);
});

it('sends what was written without a connection when it is back', async () => {
  socket.lose();
  chat.send('one');
  chat.send('two');
  await settle();
  expect(unsent()).toMatchObject([{ error: null }, { error: null }]);
  back();
  await settle();
  expect(texts()).toEqual(['one', 'two']);
  expect(unsent()).toEqual([]);
});

it('says nothing twice when only the confirmation was lost', async () => {
  socket.answers('chat:send', (request) => {
    keep(request);
    socket.lose();
    return ok({});
  });
  chat.send('once');
  await settle();
  socket.answers('chat:send', (request) => ok({ message: keep(request) }));
  back();
  await settle();
  expect(texts()).toEqual(['once']);
  expect(kept).toHaveLength(1);
});

it('keeps the text of a refused message until it is tried again', async () => {
  socket.answers('chat:send', () => refused('rate-limited'));
  chat.send('too fast');
  await settle();
  expect(unsent()).toMatchObject([{ text: 'too fast', error: { code: 'rate-limited' } }]);
  socket.answers('chat:send', (request) => ok({ message: keep(request) }));
  back();
  await settle();
  expect(texts()).toEqual([]);
  chat.retry(unsent()[0]?.messageId ?? '');
  await settle();
  expect(texts()).toEqual(['too fast']);
});

it('loads older messages once at a time, and only while there are any', async () => {
  const messages = [aMessage(3), aMessage(4)];
  store.setState((state) => ({ chat: { ...state.chat, messages, hasMore: true } }));
  socket.answers('chat:history', () => ok({ messages: [aMessage(1), aMessage(2)], hasMore: false }));
  await Promise.all([loadOlderChat(store, signaling), loadOlderChat(store, signaling)]);
  await loadOlderChat(store, signaling);
  expect(socket.names).toEqual(['chat:history']);
  expect(socket.last('chat:history').data).toEqual({ before: 3 });
  expect(store.getState().chat).toMatchObject({ hasMore: false, isLoadingOlder: false });
  expect(texts()).toEqual(['text 1', 'text 2', 'text 3', 'text 4']);
});

it('leaves no hole when a snapshot has let go of what the older messages come before', async () => {
  const messages = [aMessage(3), aMessage(4)];
  store.setState((state) => ({ chat: { ...state.chat, messages, hasMore: true } }));
  const loading = loadOlderChat(store, signaling);
  await settle();
  socket.lose();
  socket.open();
  const newest = { messages: [aMessage(90), aMessage(91)], hasMore: true };
  store.setState((state) => fromSnapshot(state, aSnapshot({ chat: newest })));
  socket.answers('chat:history', () => ok({ messages: [aMessage(1), aMessage(2)], hasMore: false }));
  signaling.admit();
  await loading;
  expect(texts()).toEqual(['text 90', 'text 91']);
  expect(store.getState().chat).toMatchObject({ hasMore: true, isLoadingOlder: false });
});

it('marks read up to the newest message', () => {
  const messages = [aMessage(3), aMessage(4)];
  store.setState((state) => ({ chat: { ...state.chat, messages } }));
  chat.markRead();
  expect(store.getState().chat.readUpTo).toBe(4);
});
