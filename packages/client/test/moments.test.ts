import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Moments } from '../src/session/Moments.ts';
import { createCallStore } from '../src/session/store/createCallStore.ts';
import { Connection } from '../src/signaling/Connection.ts';
import { FakeSocket } from './support/FakeSocket.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const store = createCallStore('lab');
const socket = new FakeSocket();
const connection = new Connection(socket, undefined);
const moments = new Moments(store, connection);

it('knows the doors, and in a call takes them for open after a loss until it is told otherwise', () => {
  connection.open();
  socket.open();
  const close = () =>
    moments.take({ name: 'doors:changed', data: { isOpen: false, meetingsEndInMs: 60_000 } });
  close();
  const closed = { isOpen: false, callsEndAt: Date.now() + 60_000 };
  expect(store.getState().doors).toEqual(closed);
  socket.lose();
  socket.open();
  expect(store.getState().doors).toEqual(closed);
  store.setState({ phase: 'joined' });
  socket.lose();
  socket.open();
  expect(store.getState().doors).toEqual({ isOpen: true, callsEndAt: null });
  moments.take({ name: 'doors:changed', data: { isOpen: false, meetingsEndInMs: null } });
  expect(store.getState().doors).toEqual({ isOpen: false, callsEndAt: null });
  connection.close();
});

it('takes nobody for speaking, or for arriving badly, who did when the connection was lost', () => {
  connection.open();
  socket.open();
  store.setState({ phase: 'joined' });
  moments.take({ name: 'media:speakers', data: { peerIds: ['peer-ann1'] } });
  const levels = [{ peerId: 'peer-ann1', uplink: 'poor' } as const];
  moments.take({ name: 'health:quality', data: { levels } });
  socket.lose();
  expect(store.getState().speakers).toEqual(['peer-ann1']);
  socket.open();
  expect(store.getState()).toMatchObject({ speakers: [], uplinks: {} });
  connection.close();
});

it('knows when the server stops for as long as the connection to it lasts', () => {
  connection.open();
  socket.open();
  moments.take({ name: 'server:draining', data: { closesInMs: 60_000 } });
  expect(store.getState().serverClosesAt).toBe(Date.now() + 60_000);
  socket.lose();
  expect(store.getState().serverClosesAt).toBeNull();
  connection.close();
});
