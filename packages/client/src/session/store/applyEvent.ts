import type { RoomEvent, RoomEventName, RoomEventOf } from '@parley/protocol/contract';
import type { CallState } from './CallState.ts';
import { addMessage } from './chatMessages.ts';

type Changes = { [Name in RoomEventName]: (state: CallState, data: RoomEventOf<Name>) => CallState };

/** What each event of the room changes: one entry for each, and nothing else changes the room. */
const changes: Changes = {
  'peer:joined': (state, { peer }) => ({
    ...state,
    peers: { ...state.peers, [peer.peerId]: peer },
    awaited: without(state.awaited, ({ peerId }) => peerId === peer.peerId),
  }),

  'peer:left': (state, { peerId }) => ({
    ...state,
    peers: without(state.peers, (peer) => peer.peerId === peerId),
    publications: without(state.publications, (publication) => publication.peerId === peerId),
    speakers: state.speakers.filter((speaker) => speaker !== peerId),
  }),

  'peer:changed': (state, { peerId, name, isConnected, account }) =>
    changePeer(state, peerId, {
      ...(name === undefined ? {} : { name }),
      ...(isConnected === undefined ? {} : { isConnected }),
      ...(account === undefined ? {} : { account }),
    }),

  'hand:changed': (state, { peerId, raisedAt }) => changePeer(state, peerId, { handRaisedAt: raisedAt }),

  'chat:posted': (state, { message }) => ({ ...state, chat: addMessage(state.chat, message) }),

  'media:published': (state, { publication }) => ({
    ...state,
    publications: { ...state.publications, [publication.publicationId]: publication },
  }),

  'media:changed': (state, { publicationId, isPaused }) => {
    const publication = state.publications[publicationId];
    if (!publication) return state;
    return {
      ...state,
      publications: { ...state.publications, [publicationId]: { ...publication, isPaused } },
    };
  },

  'media:unpublished': (state, { publicationId }) => ({
    ...state,
    publications: without(
      state.publications,
      (publication) => publication.publicationId === publicationId,
    ),
  }),
};

/**
 * The room after one of its events. An event that is already in the state (its number is not higher
 * than the last one's) changes nothing, so a list of missed events may overlap with what came live.
 */
export function applyEvent(state: CallState, event: RoomEvent, seq: number): CallState {
  if (seq <= state.seq) return state;
  // The table's type ties each name to its data; TypeScript cannot follow that through the union.
  const change = changes[event.name] as (state: CallState, data: RoomEvent['data']) => CallState;
  return { ...change(state, event.data), seq };
}

function changePeer(
  state: CallState,
  peerId: string,
  change: Partial<CallState['peers'][string]>,
): CallState {
  const peer = state.peers[peerId];
  if (!peer) return state;
  return { ...state, peers: { ...state.peers, [peerId]: { ...peer, ...change } } };
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  isGone: (value: Value) => boolean,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !isGone(value)));
}
