import { isRoomName } from '@parley/protocol/ids';
import { createStore, useStore } from 'zustand';
import { readStored, writeStored } from './stored.ts';

const KEY = 'parley.recentRooms';
const KEPT = 6;

function isRoomList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((room) => typeof room === 'string' && isRoomName(room));
}

/** The rooms this browser was in, the last one first. */
const recentRooms = createStore<readonly string[]>(() => readStored(KEY, isRoomList) ?? []);

export function useRecentRooms(): readonly string[] {
  return useStore(recentRooms);
}

export function rememberRoom(room: string): void {
  keep([room, ...recentRooms.getState().filter((other) => other !== room)].slice(0, KEPT));
}

export function forgetRoom(room: string): void {
  keep(recentRooms.getState().filter((other) => other !== room));
}

function keep(rooms: readonly string[]): void {
  recentRooms.setState(rooms, true);
  writeStored(KEY, rooms);
}
