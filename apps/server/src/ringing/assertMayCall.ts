import { isCallCode } from '@parley/protocol/code';
import { ParleyError } from '@parley/protocol/errors';
import type { InCall } from '../people/InCall.ts';
import type { Doors } from '../room/Doors.ts';

type Wish = {
  readonly accountId: string;
  /** The call to invite into; undefined for a new one. */
  readonly room: string | undefined;
};

type Facts = {
  readonly doors: Pick<Doors, 'assertMayEnter'>;
  readonly inCall: Pick<InCall, 'isIn'>;
  readonly isDraining: boolean;
  readonly now: number;
};

/**
 * Nobody is called into a room that they could not enter.
 *
 * @throws {ParleyError} `closed`; `unavailable` while the server is about to stop; `forbidden` for a call
 *   that the caller is not in, and for one that is for two
 */
export function assertMayCall({ accountId, room }: Wish, { doors, inCall, ...facts }: Facts): void {
  doors.assertMayEnter({ isRunning: false, closedAt: undefined, joinedBefore: undefined }, facts.now);
  if (room === undefined && facts.isDraining) {
    throw new ParleyError('unavailable', 'The server opens no new calls: it is about to stop.');
  }
  if (room === undefined) return;
  if (isCallCode(room)) throw new ParleyError('forbidden', 'A call by a code is for two.');
  if (!inCall.isIn(accountId, room)) throw new ParleyError('forbidden', 'You are not in this call.');
}
