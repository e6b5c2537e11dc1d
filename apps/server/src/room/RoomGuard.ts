import { ParleyError } from '@parley/protocol/errors';
import type { RoomAccess } from '@parley/protocol/keptRoom';

/** What whoever keeps a room has decided for those who meet in it. Rooms that nobody keeps have none. */
export type RoomGuard = {
  readonly access: RoomAccess;
  /** Its owner and its members. */
  readonly accountIds: ReadonlySet<string>;
  /** Whether two alone in it may connect straight to each other. */
  readonly isDirectAllowed: boolean;
};

/** Whether it has to be known who somebody is, to let them in. */
export function asksWho(guard: RoomGuard | undefined): boolean {
  return guard?.access === 'members';
}

/** @param accountId undefined for a guest */
export function isAdmitted(guard: RoomGuard | undefined, accountId: string | undefined): boolean {
  if (guard === undefined || guard.access === 'link') return true;
  return accountId !== undefined && guard.accountIds.has(accountId);
}

/**
 * @param accountId undefined for a guest
 * @throws {ParleyError} `unauthorized` for a guest, `forbidden` for an account; with `details.reason`
 */
export function assertAdmitted(guard: RoomGuard | undefined, accountId: string | undefined): void {
  if (isAdmitted(guard, accountId)) return;
  const details = { reason: 'members-only' };
  throw accountId === undefined
    ? new ParleyError('unauthorized', 'This room is for its members: sign in first.', details)
    : new ParleyError('forbidden', 'This room is for its members.', details);
}
