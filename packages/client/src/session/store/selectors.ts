import type { Publication, Source } from '@parley/protocol/media';
import type { Peer } from '@parley/protocol/peer';
import type { CallState } from './CallState.ts';

/** One place in the grid: a person, or a screen somebody shows. */
export type Tile = {
  /** Stays the same for as long as the tile does. */
  readonly key: string;
  readonly kind: 'peer' | 'screen';
  readonly peer: Peer;
  readonly isSelf: boolean;
  /** The camera's or the screen's publication; undefined without one. */
  readonly video: Publication | undefined;
  readonly isMuted: boolean;
};

/**
 * Everybody, those who are awaited back too, in the order in which they came; ties by id, so that every
 * browser agrees.
 */
export function selectPeers(state: Pick<CallState, 'peers' | 'awaited'>): readonly Peer[] {
  return Object.values({ ...state.awaited, ...state.peers }).sort(
    (a, b) => a.joinedAt - b.joinedAt || compare(a.peerId, b.peerId),
  );
}

export function selectSelf(state: Pick<CallState, 'peers' | 'selfId'>): Peer | undefined {
  return state.selfId === null ? undefined : state.peers[state.selfId];
}

export function selectPublication(
  state: Pick<CallState, 'publications'>,
  peerId: string,
  source: Source,
): Publication | undefined {
  return Object.values(state.publications).find(
    (publication) => publication.peerId === peerId && publication.source === source,
  );
}

/** Muted is what the SFU says: no microphone published, or a paused one. */
export function selectIsMuted(state: Pick<CallState, 'publications'>, peerId: string): boolean {
  return selectPublication(state, peerId, 'microphone')?.isPaused ?? true;
}

/** Screens first, then people; each group in the order of arrival, so that tiles keep their place. */
export function selectTiles(
  state: Pick<CallState, 'peers' | 'awaited' | 'publications' | 'selfId'>,
): readonly Tile[] {
  const people: Tile[] = [];
  const screens: Tile[] = [];
  for (const peer of selectPeers(state)) {
    const isSelf = peer.peerId === state.selfId;
    const isMuted = selectIsMuted(state, peer.peerId);
    const camera = selectPublication(state, peer.peerId, 'camera');
    people.push({ key: peer.peerId, kind: 'peer', peer, isSelf, video: camera, isMuted });
    const screen = selectPublication(state, peer.peerId, 'screen');
    // One that is paused is still being chosen.
    if (screen?.isPaused === false) {
      const key = screen.publicationId;
      screens.push({ key, kind: 'screen', peer, isSelf, video: screen, isMuted });
    }
  }
  return [...screens, ...people];
}

/** Raised hands, the longest waiting first. */
export function selectRaisedHands(state: Pick<CallState, 'peers' | 'awaited'>): readonly Peer[] {
  return selectPeers(state)
    .filter((peer) => peer.handRaisedAt !== null)
    .sort((a, b) => (a.handRaisedAt ?? 0) - (b.handRaisedAt ?? 0) || compare(a.peerId, b.peerId));
}

/** Those who are heard now and still here, the loudest first. */
export function selectSpeakers(state: Pick<CallState, 'peers' | 'speakers'>): readonly Peer[] {
  return state.speakers.flatMap((peerId) => state.peers[peerId] ?? []);
}

/** Messages of others that this person has not read. */
export function selectUnreadCount(state: Pick<CallState, 'chat' | 'ownIds'>): number {
  return state.chat.messages.filter(
    (message) => message.position > state.chat.readUpTo && !state.ownIds.includes(message.peerId),
  ).length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
