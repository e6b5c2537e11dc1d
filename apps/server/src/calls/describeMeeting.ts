import type { Meeting } from '@parley/protocol/api/rooms';
import type { Call } from './Call.ts';

/** A call as an operator looks at it. */
export function describeMeeting({ room, startedAt, health }: Call): Meeting {
  return {
    room: room.name,
    startedAt,
    peers: room.peers().map((peer) => ({
      ...peer,
      sending: room.publications
        .of(peer.peerId)
        .filter(({ isPaused }) => !isPaused)
        .map(({ source }) => source),
      uplink: health.uplinkOf(peer.peerId),
    })),
    troubles: health.troubles(),
  };
}
