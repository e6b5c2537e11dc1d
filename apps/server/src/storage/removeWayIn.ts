import { ParleyError } from '@parley/protocol/errors';
import type { DeleteResult } from 'kysely';
import type { Database } from './Database.ts';
import { lockAccount } from './lockAccount.ts';
import { NO_PASSWORD } from './noPassword.ts';

/**
 * Takes a way in from an account, unless it is the only one. Of two that are taken at once the second waits.
 *
 * @returns whether there was what was to be removed
 * @throws {ParleyError} `conflict`; then nothing is changed
 */
export function removeWayIn(
  db: Database,
  accountId: string,
  remove: (transaction: Database) => Promise<DeleteResult>,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await lockAccount(transaction, accountId);
    const { numDeletedRows } = await remove(transaction);
    if (numDeletedRows === 0n) return false;
    if (await hasWayIn(transaction, accountId)) return true;
    throw new ParleyError('conflict', 'Nobody could sign in with this account any more.');
  });
}

async function hasWayIn(transaction: Database, accountId: string): Promise<boolean> {
  const password = await transaction
    .selectFrom('accounts')
    .select('account_id')
    .where('account_id', '=', accountId)
    .where('password_hash', '!=', NO_PASSWORD)
    .executeTakeFirst();
  if (password !== undefined) return true;
  for (const table of ['passkeys', 'identities'] as const) {
    const way = await transaction
      .selectFrom(table)
      .select('account_id')
      .where('account_id', '=', accountId)
      .limit(1)
      .executeTakeFirst();
    if (way !== undefined) return true;
  }
  return false;
}
