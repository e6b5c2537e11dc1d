import { CallSession } from '@parley/client/session/CallSession';
import type { CallState } from '@parley/client/session/store/CallState';
import { toCallCode } from '@parley/protocol/code';
import { ParleyError } from '@parley/protocol/errors';
import { toRoomName } from '@parley/protocol/ids';
import wrtc from '@roamhq/wrtc';
import { UsageError } from '../UsageError.ts';

// Node has no WebRTC of its own; the engine looks for it where a browser has it.
Object.assign(globalThis, {
  RTCPeerConnection: wrtc.RTCPeerConnection,
  RTCSessionDescription: wrtc.RTCSessionDescription,
  RTCIceCandidate: wrtc.RTCIceCandidate,
  MediaStream: wrtc.MediaStream,
  MediaStreamTrack: wrtc.MediaStreamTrack,
});

const CONNECT_WITHIN_MS = 10_000;

const SILENT = { debug() {}, warn() {}, error() {} };

type Entry = {
  url: string;
  /** Of whoever is signed in; a guest has none. */
  token: string | undefined;
  /** As somebody typed it. */
  room: string;
  name: string;
};

/**
 * Joins a room to read and write; no picture is asked for.
 *
 * @throws {UsageError} when the room has no name
 * @throws {ParleyError} `timeout` when the server cannot be reached; why it refused otherwise
 */
export async function openSession({ url, token, room: typed, name }: Entry): Promise<CallSession> {
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
    await untilReached(session);
    await session.join(name);
    session.showPictures([]);
    return session;
  } catch (error) {
    await session.leave();
    throw error;
  }
}

/** The engine itself never gives up; somebody at a command line wants to know. */
function untilReached({ store }: CallSession): Promise<void> {
  const isSettled = ({ connection, error }: CallState) =>
    connection.status === 'online' || connection.status === 'closed' || error !== null;
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new ParleyError('timeout', 'The server cannot be reached.'));
    }, CONNECT_WITHIN_MS);
    const unsubscribe = store.subscribe((state) => {
      if (isSettled(state)) settle();
    });
    if (isSettled(store.getState())) settle();
  });
}
