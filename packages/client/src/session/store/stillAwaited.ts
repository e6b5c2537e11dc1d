import type { RoomSnapshot } from '@parley/protocol/snapshot';
import type { CallState } from './CallState.ts';

/** Who was here before and is not back yet: shown as reconnecting rather than as gone. */
export function stillAwaited(before: CallState, { peers }: RoomSnapshot): CallState['awaited'] {
  const absent = { ...before.awaited, ...before.peers };
  for (const { peerId } of peers) delete absent[peerId];
  return Object.fromEntries(
    Object.entries(absent).map(([peerId, peer]) => [peerId, { ...peer, isConnected: false }]),
  );
}
