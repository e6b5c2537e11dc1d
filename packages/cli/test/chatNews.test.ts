import { expect, test } from 'vitest';
import { initialState } from '../../client/src/session/store/createCallStore.ts';
import { aMessage, aPeer } from '../../client/test/support/roomState.ts';
import { chatNews, messageNews, toLine } from '../src/chat/chatNews.ts';

const empty = initialState('monday');
const SERVER = 'https://meet.example.org';

test('tells each message once, and who comes and goes', () => {
  const chat = { ...empty.chat, messages: [aMessage(1), aMessage(2)] };
  const before = {
    ...empty,
    chat: { ...chat, messages: [aMessage(1)] },
    peers: { 'peer-ann1': aPeer('peer-ann1') },
  };
  const now = { ...empty, chat, peers: { 'peer-ben1': aPeer('peer-ben1') } };
  expect(chatNews(before, now, SERVER).map(({ kind }) => kind)).toEqual(['joined', 'left', 'message']);
  expect(chatNews(now, now, SERVER)).toEqual([]);
});

test('one’s own coming is no news, a lost connection is', () => {
  const joined = { ...empty, selfId: 'peer-self', peers: { 'peer-self': aPeer('peer-self') } };
  expect(chatNews(empty, joined, SERVER)).toEqual([]);
  const lost = { ...joined, connection: { status: 'reconnecting', since: 1 } as const };
  expect(chatNews(joined, lost, SERVER)).toEqual([{ kind: 'reconnecting' }]);
});

test('a file is told with its name, its size and where it is', () => {
  const file = { fileId: 'abcdefgh', name: 'plan\u202e.png', size: 5, mediaType: 'image/png' };
  const line = (text: string) =>
    toLine(messageNews({ ...aMessage(1), name: 'Ann', text, file }, SERVER));
  const told = '[plan.png, 5 bytes] https://meet.example.org/api/v1/files/abcdefgh';
  expect(line('')).toBe(`Ann: ${told}`);
  expect(line('look')).toBe(`Ann: look ${told}`);
});

test('what others write cannot command the terminal', () => {
  const text = 'one\n two\u001b[2J\u0007\u202Ethree';
  const line = toLine({ kind: 'message', name: 'Eve\u001b[31m', text, sentAt: 1 });
  expect(line).toBe('Eve[31m: one / two[2Jthree');
});
