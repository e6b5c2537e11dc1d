import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand';
import { coalesced } from '../src/session/coalesced.ts';

type Counter = { count: number };

function counter() {
  const store = createStore<Counter>(() => ({ count: 0 }));
  const heard: [now: number, before: number][] = [];
  const listen = () => coalesced(store).subscribe((now, was) => heard.push([now.count, was.count]));
  const count = (): void => store.setState(({ count }) => ({ count: count + 1 }));
  return { store, heard, listen, count };
}

test('whoever listens is told once about all changes of a task, after it', async () => {
  const { store, heard, listen, count } = counter();
  const stop = listen();
  for (let times = 0; times < 100; times += 1) count();
  await Promise.resolve();
  count();
  expect(heard).toEqual([]);
  expect(coalesced(store).getState()).toEqual({ count: 101 });
  await vi.waitFor(() => expect(heard).toEqual([[101, 0]]));

  count();
  await vi.waitFor(() =>
    expect(heard).toEqual([
      [101, 0],
      [102, 101],
    ]),
  );
  stop();
});

test('the same store stays the same for all components', () => {
  const { store } = counter();
  expect(coalesced(store)).toBe(coalesced(store));
});

test('whoever has left is told nothing, and whoever comes later is told again', async () => {
  const { heard, listen, count } = counter();
  listen()();
  count();
  const stop = listen();
  count();
  await vi.waitFor(() => expect(heard).toEqual([[2, 1]]));
  stop();
});
