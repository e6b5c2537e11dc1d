import type { RoomSnapshot } from '@parley/protocol/snapshot';
import type { CallState } from './CallState.ts';
import { withNewestPage } from './chatMessages.ts';

/**
 * The state once a snapshot has replaced what was known of the room. What belongs to this browser
 * (devices, local media, volumes, unsent messages) stays.
 */
export function fromSnapshot(state: CallState, snapshot: RoomSnapshot): CallState {
  return {
    ...state,
    room: snapshot.room,
    seq: snapshot.seq,
    peers: Object.fromEntries(snapshot.peers.map((peer) => [peer.peerId, peer])),
    publications: Object.fromEntries(
      snapshot.publications.map((publication) => [publication.publicationId, publication]),
    ),
    chat: withNewestPage(state.chat, snapshot.chat),
  };
}
