import type { ChatMessage } from '@parley/protocol/chat';
import type { Publication, Source } from '@parley/protocol/media';
import type { Peer } from '@parley/protocol/peer';
import type { RoomSnapshot } from '@parley/protocol/snapshot';

/** Pieces of a room, with what a test does not care about filled in. */
export function aPeer(peerId: string, rest: Partial<Peer> = {}): Peer {
  return { peerId, name: peerId, joinedAt: 1_000, isConnected: true, handRaisedAt: null, ...rest };
}

export function aPublication(publicationId: string, peerId: string, source: Source): Publication {
  return { publicationId, peerId, source, isPaused: false, revision: 1 };
}

export function aMessage(position: number, rest: Partial<ChatMessage> = {}): ChatMessage {
  return {
    messageId: `message-${position}`,
    position,
    peerId: 'peer-ann1',
    name: 'Ann',
    text: `text ${position}`,
    sentAt: 1_000 + position,
    ...rest,
  };
}

export function aSnapshot(rest: Partial<RoomSnapshot> = {}): RoomSnapshot {
  return {
    room: 'lab',
    seq: 5,
    peers: [],
    publications: [],
    chat: { messages: [], hasMore: false },
    ...rest,
  };
}
