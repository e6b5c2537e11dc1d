import { ParleyError } from '@parley/protocol/errors';
import type { Database } from './Database.ts';
import { lockAccount } from './lockAccount.ts';
import { endSessions } from './SessionRepository.ts';

/** Who cannot sign in for as long as an operator wants. */
export type SuspensionRepository = {
  /**
   * Ends all sessions with it; none begins until it is lifted.
   *
   * @returns the ids of those sessions
   * @throws {ParleyError} `not-found`; `conflict` for the last operator who is not suspended
   */
  add(accountId: string, suspendedAt: number): Promise<string[]>;
  /** Nothing happens when there is none. @throws {ParleyError} `not-found` when there is no such account */
  lift(accountId: string): Promise<void>;
  /** Which of these are suspended, and since when. */
  of(accountIds: readonly string[]): Promise<Map<string, number>>;
};

export function createSuspensionRepository(db: Database): SuspensionRepository {
  return {
    add: (accountId, suspendedAt) =>
      db.transaction().execute(async (transaction) => {
        // Whoever is coming in waits, and then finds that they may not; or came in before, and is put out here.
        await assertLocked(transaction, accountId);
        await transaction
          .insertInto('suspensions')
          .values({ account_id: accountId, suspended_at: suspendedAt })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await assertOperatorLeft(transaction, accountId);
        return endSessions(transaction, accountId);
      }),

    lift: (accountId) =>
      db.transaction().execute(async (transaction) => {
        await assertLocked(transaction, accountId);
        await transaction.deleteFrom('suspensions').where('account_id', '=', accountId).execute();
      }),

    async of(accountIds) {
      if (accountIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('suspensions')
        .select(['account_id', 'suspended_at'])
        .where('account_id', 'in', accountIds)
        .execute();
      return new Map(rows.map((row) => [row.account_id, row.suspended_at]));
    },
  };
}

async function assertLocked(transaction: Database, accountId: string): Promise<void> {
  if (await lockAccount(transaction, accountId)) return;
  throw new ParleyError('not-found', 'There is no such account.');
}

async function assertOperatorLeft(transaction: Database, accountId: string): Promise<void> {
  const operators = await transaction
    .selectFrom('accounts')
    .leftJoin('suspensions', 'suspensions.account_id', 'accounts.account_id')
    .select(['accounts.account_id as accountId', 'suspensions.suspended_at as suspendedAt'])
    .where('is_operator', '=', 1)
    .execute();
  const isOperator = operators.some((operator) => operator.accountId === accountId);
  if (!isOperator || operators.some(({ suspendedAt }) => suspendedAt === null)) return;
  throw new ParleyError('conflict', 'Nobody else is an operator.', { reason: 'last-operator' });
}
