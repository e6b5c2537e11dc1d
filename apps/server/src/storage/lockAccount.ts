import type { Database } from './Database.ts';

/**
 * Until the transaction ends nobody else changes the account, or opens a session of it. An update that
 * changes nothing is what locks a row in SQLite and Postgres alike.
 *
 * @param passwordHash what it has to have still
 * @returns whether there is such an account
 */
export async function lockAccount(
  transaction: Database,
  accountId: string,
  passwordHash?: string,
): Promise<boolean> {
  const query = transaction
    .updateTable('accounts')
    .set((account) => ({ password_hash: account.ref('password_hash') }))
    .where('account_id', '=', accountId);
  const { numUpdatedRows } = await (passwordHash === undefined
    ? query
    : query.where('password_hash', '=', passwordHash)
  ).executeTakeFirst();
  return numUpdatedRows > 0n;
}
