import { beforeEach, expect, it } from 'vitest';
import { Hearing } from '../src/session/Hearing.ts';
import { type CallStore, createCallStore } from '../src/session/store/createCallStore.ts';
import { recordingLog } from './support/recordingLog.ts';
import { aPeer } from './support/roomState.ts';

const KEY = 'parley.heard';
const ann = { accountId: 'account-of-ann', name: 'ann', pictureVersion: null };

let stored: Map<string, string>;

const storage = {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
  removeItem: (key: string) => void stored.delete(key),
};

beforeEach(() => {
  stored = new Map();
});

function aCall(kept: typeof storage | undefined = storage): { store: CallStore; hearing: Hearing } {
  const store = createCallStore('lab');
  const hearing = new Hearing({ store, page: undefined, storage: kept, log: recordingLog() });
  return { store, hearing };
}

const comes = (store: CallStore, peerId: string, account: typeof ann | null) =>
  store.setState(({ peers }) => ({ peers: { ...peers, [peerId]: aPeer(peerId, { account }) } }));

it('hears somebody with an account in the next call as in this one', () => {
  const today = aCall();
  comes(today.store, 'peer-1', ann);
  today.hearing.setVolume('peer-1', 0.3);
  today.hearing.setAlwaysHeard('peer-1', true);

  const tomorrow = aCall();
  comes(tomorrow.store, 'peer-2', ann);
  expect(tomorrow.store.getState().audio).toMatchObject({
    volumes: { 'peer-2': 0.3 },
    alwaysHeard: ['peer-2'],
  });
});

it('remembers once it is known who it is, and changes nothing while they stay', () => {
  stored.set(KEY, JSON.stringify([[ann.accountId, { volume: 0.5, isAlwaysHeard: false }]]));
  const { store, hearing } = aCall();
  comes(store, 'peer-1', null);
  expect(store.getState().audio.volumes).toEqual({});
  comes(store, 'peer-1', ann);
  expect(store.getState().audio.volumes).toEqual({ 'peer-1': 0.5 });
  stored.set(KEY, JSON.stringify([[ann.accountId, { volume: 0.1, isAlwaysHeard: false }]]));
  comes(store, 'peer-1', ann);
  expect(store.getState().audio.volumes).toEqual({ 'peer-1': 0.5 });
  hearing.setVolume('peer-1', 1);
  expect(stored.get(KEY)).toBe('[]');
});

it('forgets guests with the call, and everybody without a storage', () => {
  const { store, hearing } = aCall();
  comes(store, 'peer-1', null);
  hearing.setVolume('peer-1', 0.3);
  expect(stored.size).toBe(0);
  expect(store.getState().audio.volumes).toEqual({ 'peer-1': 0.3 });

  const other = aCall(undefined);
  comes(other.store, 'peer-1', ann);
  other.hearing.setVolume('peer-1', 7);
  expect(other.store.getState().audio.volumes).toEqual({ 'peer-1': 1 });
});

it('keeps the last 200 people, and reads nothing that is not its own', () => {
  const { store, hearing } = aCall();
  for (let number = 0; number <= 200; number += 1) {
    comes(store, `peer-${number}`, { ...ann, accountId: `account-${number}` });
    hearing.setVolume(`peer-${number}`, 0.5);
  }
  const kept = JSON.parse(stored.get(KEY) ?? '') as [string, unknown][];
  expect(kept).toHaveLength(200);
  expect(kept[0]?.[0]).toBe('account-1');

  for (const bad of ['{', '{}', '[7, [1, 2], ["x", null], ["account-of-ann", { "volume": 9 }]]']) {
    stored.set(KEY, bad);
    const next = aCall();
    comes(next.store, 'peer-1', ann);
    expect(next.store.getState().audio.volumes).toEqual({});
  }
});
