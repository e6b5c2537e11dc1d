import type { PersonRecord } from '../people/rules/PersonRecord.ts';
import type { Database } from './Database.ts';
import { lockAccount } from './lockAccount.ts';
import { selectPeople, toRecord } from './people/selectPeople.ts';

/** Calls of one person to another that were not answered, since they were last cleared. */
export type KeptMissedCall = { caller: PersonRecord; count: number; lastAt: number };

/** Who called somebody in vain: one entry for each caller, so that nobody fills the list alone. */
export type MissedCallRepository = {
  /** @returns undefined when one of the two has no account any more */
  add(accountId: string, callerId: string, at: number): Promise<KeptMissedCall | undefined>;
  /** The latest first. */
  of(accountId: string, limit: number): Promise<KeptMissedCall[]>;
  /** Those up to this moment, epoch ms. */
  clear(accountId: string, until: number): Promise<void>;
};

export function createMissedCallRepository(db: Database): MissedCallRepository {
  const select = (database: Database, accountId: string) =>
    selectPeople(database)
      .innerJoin('missed_calls', 'missed_calls.caller_id', 'people.account_id')
      .select(['missed_calls.count', 'missed_calls.last_at as lastAt'])
      .where('missed_calls.account_id', '=', accountId);
  type Row = Parameters<typeof toRecord>[0] & { count: number; lastAt: number };
  const toMissedCall = (row: Row): KeptMissedCall => ({
    caller: toRecord(row),
    count: row.count,
    lastAt: row.lastAt,
  });

  return {
    add: (accountId, callerId, at) =>
      db.transaction().execute(async (transaction) => {
        // Always in the same order, so that two who do this at once do not wait for each other for ever.
        for (const id of [accountId, callerId].sort()) {
          if (!(await lockAccount(transaction, id))) return undefined;
        }
        await transaction
          .insertInto('missed_calls')
          .values({ account_id: accountId, caller_id: callerId, count: 1, last_at: at })
          .onConflict((conflict) =>
            conflict.columns(['account_id', 'caller_id']).doUpdateSet((eb) => ({
              count: eb('missed_calls.count', '+', 1),
              last_at: at,
            })),
          )
          .execute();
        const row = await select(transaction, accountId)
          .where('missed_calls.caller_id', '=', callerId)
          .executeTakeFirstOrThrow();
        return toMissedCall(row);
      }),

    async of(accountId, limit) {
      const rows = await select(db, accountId)
        .orderBy('missed_calls.last_at', 'desc')
        .orderBy('missed_calls.caller_id')
        .limit(limit)
        .execute();
      return rows.map(toMissedCall);
    },

    async clear(accountId, until) {
      await db
        .deleteFrom('missed_calls')
        .where('account_id', '=', accountId)
        .where('last_at', '<=', until)
        .execute();
    },
  };
}
