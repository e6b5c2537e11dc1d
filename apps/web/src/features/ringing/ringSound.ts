import { createStore, useStore } from 'zustand';
import { readStored, writeStored } from '../../preferences/stored.ts';

const KEY = 'parley.ringSound';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

const store = createStore(() => ({ isOn: readStored(KEY, isBoolean) ?? true }));

/** Whether an incoming call makes a sound in this browser. */
export function useRingSound(): boolean {
  return useStore(store, ({ isOn }) => isOn);
}

export function setRingSound(isOn: boolean): void {
  store.setState({ isOn });
  writeStored(KEY, isOn);
}
