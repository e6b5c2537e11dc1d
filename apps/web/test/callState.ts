import type { CallState } from '@parley/client/session/store/CallState';
import { initialState } from '@parley/client/session/store/createCallStore';
import type { Source } from '@parley/protocol/media';
import type { Peer } from '@parley/protocol/peer';

/** A call with these peers, who came in this order. The first one is this peer. */
export function callOf(...peers: Peer[]): CallState {
  return {
    ...initialState('room'),
    phase: 'joined',
    connection: { status: 'online' },
    selfId: peers[0]?.peerId ?? null,
    ownIds: peers.slice(0, 1).map(({ peerId }) => peerId),
    peers: Object.fromEntries(peers.map((peer) => [peer.peerId, peer])),
  };
}

export function peer(name: string, joinedAt: number, changed: Partial<Peer> = {}): Peer {
  return { peerId: `peer-${name}`, name, joinedAt, isConnected: true, handRaisedAt: null, ...changed };
}

export function publishing(state: CallState, name: string, source: Source, isPaused = false): CallState {
  const publicationId = `${name}-${source}`;
  const publication = { publicationId, peerId: `peer-${name}`, source, isPaused, revision: 1 };
  return { ...state, publications: { ...state.publications, [publicationId]: publication } };
}
