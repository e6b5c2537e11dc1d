import { ParleyError } from '@parley/protocol/errors';
import type { Database } from './Database.ts';

export async function isSuspended(db: Database, accountId: string): Promise<boolean> {
  const suspension = await db
    .selectFrom('suspensions')
    .select('suspended_at')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return suspension !== undefined;
}

/**
 * To be asked of whoever is about to come in, once the account is locked.
 *
 * @throws {ParleyError} `forbidden`, with `details.reason` `suspended`
 */
export async function assertNotSuspended(transaction: Database, accountId: string): Promise<void> {
  if (!(await isSuspended(transaction, accountId))) return;
  throw new ParleyError('forbidden', 'The operator of this server has suspended this account.', {
    reason: 'suspended',
  });
}
