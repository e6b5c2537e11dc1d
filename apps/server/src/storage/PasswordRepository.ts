import type { Database } from './Database.ts';
import { lockAccount } from './lockAccount.ts';
import { endSessions } from './SessionRepository.ts';
import { assertNotSuspended } from './suspended.ts';

/** From the hash that a password was compared with, to another one. */
type NewHash = { accountId: string; from: string; to: string };

type ResetAttempt = { accountId: string; codeHash: string; now: number };

/** How passwords become others. Who had come in by the one before goes with it, in the same transaction. */
export type PasswordRepository = {
  /** The same password in another form; nothing when it is another password by now. */
  renew(hash: NewHash): Promise<void>;
  /**
   * Ends all sessions but `except`, and makes a reset code worthless.
   *
   * @returns the ids of the sessions that were ended; undefined when the password is another by now: then
   * nothing was changed
   */
  change(hash: NewHash, except: string): Promise<string[] | undefined>;
  /**
   * Uses a reset code up and ends all sessions.
   *
   * @returns their ids; undefined when the code was not good at `now`: then nothing was changed
   * @throws {ParleyError} `forbidden` when the account is suspended: then nothing was changed either
   */
  reset(attempt: ResetAttempt, to: string): Promise<string[] | undefined>;
};

export function createPasswordRepository(db: Database): PasswordRepository {
  return {
    renew: ({ accountId, from, to }) =>
      db.transaction().execute(async (transaction) => {
        if (await lockAccount(transaction, accountId, from)) await setHash(transaction, accountId, to);
      }),

    change: ({ accountId, from, to }, except) =>
      db.transaction().execute(async (transaction) => {
        if (!(await lockAccount(transaction, accountId, from))) return undefined;
        await setHash(transaction, accountId, to);
        await transaction.deleteFrom('reset_codes').where('account_id', '=', accountId).execute();
        return endSessions(transaction, accountId, except);
      }),

    reset: ({ accountId, codeHash, now }, to) =>
      db.transaction().execute(async (transaction) => {
        // First of all, as everywhere: two that wait for each other would wait for ever.
        await lockAccount(transaction, accountId);
        const { numDeletedRows } = await transaction
          .deleteFrom('reset_codes')
          .where('account_id', '=', accountId)
          .where('code_hash', '=', codeHash)
          .where('expires_at', '>', now)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return undefined;
        await assertNotSuspended(transaction, accountId);
        await setHash(transaction, accountId, to);
        return endSessions(transaction, accountId);
      }),
  };
}

async function setHash(transaction: Database, accountId: string, hash: string): Promise<void> {
  await transaction
    .updateTable('accounts')
    .set({ password_hash: hash })
    .where('account_id', '=', accountId)
    .execute();
}
