import { ParleyError } from '@parley/protocol/errors';
import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { guardStorage } from '../../src/storage/guardStorage.ts';
import type { Storage } from '../../src/storage/Storage.ts';
import { message } from './support/message.ts';

/** What the database answers to the next request; and what was asked of it. */
let answer: () => Promise<unknown>;
let asked: string[];
let logged: string[];
let limits: (() => void)[];
let guarded: Storage;

beforeEach(() => {
  asked = [];
  logged = [];
  limits = [];
  answer = async () => undefined;
  const asks =
    (what: string) =>
    (...given: unknown[]) => {
      asked.push([what, ...given.filter((one) => one === 'write')].join(' '));
      return answer() as Promise<never>;
    };
  // Of the many requests those that the tests below make.
  const storage = {
    chat: { append: asks('append'), page: asks('page') },
    ping: asks('ping'),
  } as unknown as Storage;
  guarded = guardStorage(storage, {
    after: (_ms, late) => {
      limits.push(late);
      return () => void limits.splice(limits.indexOf(late), 1);
    },
    log: pino({}, { write: (line) => void logged.push(JSON.parse(line).msg) }),
  });
});

const append = () => guarded.chat.append('room', message('message-1'));

test('what fails is unavailable, with its cause for the log, said once', async () => {
  const cause = new Error('disk full');
  answer = () => Promise.reject(cause);
  await expect(append()).rejects.toMatchObject({ code: 'unavailable', cause });
  await expect(append()).rejects.toMatchObject({ code: 'unavailable' });
  expect(logged).toEqual(['the database does not work']);
  answer = async () => undefined;
  await append();
  expect(logged).toEqual(['the database does not work', 'the database works again']);
});

test('what does not answer in time is unavailable, and leaves no timer behind', async () => {
  answer = () => new Promise(() => {});
  const waiting = append();
  limits[0]?.();
  await expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
  answer = async () => undefined;
  await append();
  expect(limits).toEqual([]);
});

test('an answer about what was asked for is an answer', async () => {
  answer = () => Promise.reject(new ParleyError('not-found', 'There is no such room.'));
  await expect(append()).rejects.toMatchObject({ code: 'not-found' });
  expect(logged).toEqual([]);
});

test('a ping tries to write for as long as the last attempt to write failed', async () => {
  await guarded.ping();
  answer = () => Promise.reject(new Error('disk full'));
  await expect(append()).rejects.toThrow();
  answer = async () => undefined;
  // Reading works, which says nothing.
  await guarded.chat.page('room', { limit: 1 });
  answer = () => Promise.reject(new Error('still full'));
  await expect(guarded.ping()).rejects.toThrow();
  answer = async () => undefined;
  await guarded.ping();
  await guarded.ping();
  expect(asked).toEqual(['ping', 'append', 'page', 'ping write', 'ping write', 'ping']);
  expect(logged).toEqual(['the database does not work', 'the database works again']);
});
