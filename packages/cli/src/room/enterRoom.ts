import { userInfo } from 'node:os';
import type { CallSession } from '@parley/client/session/CallSession';
import { toPeerName } from '@parley/protocol/peer';
import type { Context } from '../Command.ts';
import { UsageError } from '../UsageError.ts';

/** The option with which a command that joins a room takes a name. */
export const nameOption = {
  type: 'string',
  value: 'Ada',
  help: 'how others see you; else that of your account, or your name on this machine',
} as const;

type EntryOptions = {
  describe?: (name: string) => string;
  opened?: (session: CallSession) => void;
};

/**
 * Joins the room that the command names first. WebRTC is loaded by the commands alone that need it.
 *
 * @param describe what others see beside the name
 * @param opened hears of the session before it joins
 * @throws {UsageError} when there is no such name, of the person or of the room
 * @throws {ParleyError} as `openSession` does
 */
export async function enterRoom(
  { server, sessions, args, text }: Context,
  { describe = (name) => name, opened }: EntryOptions = {},
): Promise<CallSession> {
  const [room = ''] = args;
  const session = await sessions.of(server);
  const own = toPeerName(text('name') ?? session?.displayName ?? userInfo().username);
  const shown = own && toPeerName(describe(own));
  if (shown === undefined) throw new UsageError('--name shows nothing.');
  const { openSession } = await import('./openSession.ts');
  return openSession({ url: server, token: session?.token, room, name: shown, opened });
}

/** @throws {ParleyError} why the call ended, when nobody here wanted it to */
export async function leaveRoom(session: CallSession): Promise<void> {
  const { phase, error } = session.store.getState();
  await session.leave();
  if (phase === 'left' && error !== null) throw error;
}
