import { CallSession } from '@parley/client/session/CallSession';
import type { CallState } from '@parley/client/session/store/CallState';
import { toCallCode } from '@parley/protocol/code';
import { toRoomName } from '@parley/protocol/ids';
import '@parley/webrtc-node/globals';
import { SILENT } from '../silent.ts';
import { UsageError } from '../UsageError.ts';
import { untilReached } from '../untilReached.ts';

type Entry = {
  url: string;
  /** Of whoever is signed in; a guest has none. */
  token: string | undefined;
  /** As somebody typed it. */
  room: string;
  name: string;
  /** Hears of the session before it joins. */
  opened?: ((session: CallSession) => void) | undefined;
};

/**
 * Joins a room to read and write; no picture is asked for.
 *
 * @throws {UsageError} when the room has no name
 * @throws {ParleyError} `timeout` when the server cannot be reached; why it refused otherwise
 */
export async function openSession({
  url,
  token,
  room: typed,
  name,
  opened,
}: Entry): Promise<CallSession> {
  const room = toCallCode(typed) ?? toRoomName(typed);
  if (room === undefined) throw new UsageError(`"${typed}" is not the name of a room.`);
  const session = new CallSession({
    url,
    token,
    room,
    rtc: { handlerName: 'Chrome111' },
    firstWish: { videos: 0, size: { width: 16, height: 16 } },
    log: SILENT,
  });
  try {
    await session.prepare();
    await untilReached(session.store, isSettled);
    opened?.(session);
    await session.join(name);
    session.showPictures([]);
    return session;
  } catch (error) {
    await session.leave();
    throw error;
  }
}

function isSettled({ connection, error }: CallState): boolean {
  return connection.status === 'online' || connection.status === 'closed' || error !== null;
}
