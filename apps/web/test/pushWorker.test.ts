import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';

const source = readFileSync(new URL('../public/push-worker.js', import.meta.url), 'utf8');

type Page = { url: string; visibilityState: string; focus?: () => void };
type Shown = {
  text: string;
  options: {
    tag: string;
    requireInteraction: boolean;
    silent: boolean;
    renotify: boolean;
    data: unknown;
  };
};

/** The worker in a browser with these pages: what it shows, and what it opens. */
function worker(language: string, pages: Page[] = []) {
  const listeners = new Map<string, (event: unknown) => void>();
  const shown: Shown[] = [];
  const opened: string[] = [];
  const self = {
    location: { href: `https://meet.example.org/push-worker.js?language=${language}` },
    addEventListener: (name: string, listener: (event: unknown) => void) =>
      listeners.set(name, listener),
    clients: {
      matchAll: async () => pages,
      openWindow: async (url: string) => void opened.push(url),
    },
    registration: {
      showNotification: async (text: string, options: Shown['options']) =>
        void shown.push({ text, options }),
    },
  };
  runInContext(source, createContext({ self, URL, encodeURIComponent }));
  const dispatch = async (name: string, event: object) => {
    const work: Promise<unknown>[] = [];
    listeners.get(name)?.({ ...event, waitUntil: (one: Promise<unknown>) => work.push(one) });
    await Promise.all(work);
  };
  const push = (kind: string) => {
    const from = { accountId: 'id-of-ada', name: 'ada', displayName: 'Ada', pictureVersion: null };
    return dispatch('push', { data: { json: () => ({ kind, from }) } });
  };
  return { listeners, shown, opened, dispatch, push };
}

test('says in the language of the page who wrote, calls or called', async () => {
  const english = worker('en');
  for (const kind of ['message', 'ring', 'missed']) await english.push(kind);
  expect(english.shown.map(({ text }) => text)).toEqual([
    'Ada wrote to you',
    'Ada is calling',
    'Ada called you',
  ]);
  const [message, ring, missed] = english.shown;
  expect(message?.options.tag).not.toBe(ring?.options.tag);
  expect(missed?.options.tag).toBe(ring?.options.tag);
  expect(english.shown.map(({ options }) => options.requireInteraction)).toEqual([false, true, false]);
  for (const [language, text] of [
    ['de', 'Ada ruft an'],
    ['xx', 'Ada is calling'],
  ] as const) {
    const other = worker(language);
    await other.push('ring');
    expect(other.shown).toMatchObject([{ text }]);
  }
});

test('a call that was dealt with on another device takes the place of its ringing, without a sound', async () => {
  for (const [kind, text] of [
    ['answered', 'The call of Ada was answered on another device'],
    ['declined', 'The call of Ada was declined on another device'],
  ] as const) {
    const { push, shown } = worker('en');
    await push('ring');
    await push(kind);
    const [ring, over] = shown;
    expect(over?.text).toBe(text);
    expect(over?.options.tag).toBe(ring?.options.tag);
    expect(ring?.options).toMatchObject({ silent: false, renotify: true });
    expect(over?.options).toMatchObject({ silent: true, renotify: false, requireInteraction: false });
  }
});

test('is silent while a page is seen, and speaks behind one that is not', async () => {
  const url = 'https://meet.example.org/';
  const seen = worker('en', [{ url, visibilityState: 'visible' }]);
  await seen.push('message');
  expect(seen.shown).toEqual([]);
  const hidden = worker('en', [{ url, visibilityState: 'hidden' }]);
  await hidden.push('message');
  expect(hidden.shown).toHaveLength(1);
});

test('a click opens the person, or goes to the page that shows them', async () => {
  let closed = 0;
  const notification = { close: () => void closed++, data: { accountId: 'id-of-ada' } };
  const url = 'https://meet.example.org/people?person=id-of-ada';
  const none = worker('en', [{ url: 'https://meet.example.org/r/room', visibilityState: 'hidden' }]);
  await none.dispatch('notificationclick', { notification });
  expect(none.opened).toEqual(['/people?person=id-of-ada']);
  let focused = 0;
  const there = worker('en', [{ url, visibilityState: 'hidden', focus: () => void focused++ }]);
  await there.dispatch('notificationclick', { notification });
  expect([there.opened, focused, closed]).toEqual([[], 1, 2]);
});

test('no page loads through it, and nothing is shown for nothing', async () => {
  const idle = worker('en');
  expect([...idle.listeners.keys()].sort()).toEqual(['notificationclick', 'push']);
  await idle.dispatch('push', { data: null });
  expect(idle.shown).toEqual([]);
});
