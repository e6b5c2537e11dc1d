import type { Source } from '@parley/protocol/media';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { NO_LIMITS } from '../limits/MediaLimits.ts';
import type { CallState, DoorsState, LocalMedia } from './CallState.ts';

/** The store as the session writes it. */
export type CallStore = StoreApi<CallState>;

/** The store as everybody else sees it; zustand's `useStore` takes it as it is. */
export type ReadonlyCallStore = Pick<CallStore, 'getState' | 'getInitialState' | 'subscribe'>;

const OFF: LocalMedia = {
  isWanted: false,
  isOn: false,
  isCut: false,
  isBusy: false,
  error: null,
  track: null,
};

export const OPEN_DOORS: DoorsState = { isOpen: true, callsEndAt: null };

export function initialState(room: string): CallState {
  return {
    room,
    phase: 'prejoin',
    error: null,
    connection: { status: 'connecting' },
    uplinks: {},
    troubles: [],
    mediaPath: null,
    direct: { isAllowed: false, isOffered: false, isOn: false },
    limits: NO_LIMITS,
    joinTimes: {},
    serverClosesAt: null,
    doors: OPEN_DOORS,
    preview: null,
    selfId: null,
    ownIds: [],
    seq: 0,
    peers: {},
    awaited: {},
    publications: {},
    speakers: [],
    reactions: [],
    writers: [],
    chat: { messages: [], unsent: [], hasMore: false, isLoadingOlder: false, readUpTo: 0 },
    received: {},
    local: { microphone: OFF, camera: OFF, screen: OFF, 'screen-audio': OFF },
    screenContent: 'detail',
    devices: {
      list: { microphone: [], camera: [], speaker: [] },
      chosen: { microphone: null, camera: null, speaker: null },
      canShareScreen: false,
      canChooseSpeaker: false,
    },
    audio: { isBlocked: false, volumes: {}, alwaysHeard: [] },
  };
}

export function createCallStore(room: string): CallStore {
  return createStore<CallState>(() => initialState(room));
}

/** One source's part of the state, changed. */
export function patchLocal(state: CallState, source: Source, patch: Partial<LocalMedia>): CallState {
  return { ...state, local: { ...state.local, [source]: { ...state.local[source], ...patch } } };
}
