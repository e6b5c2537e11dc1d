import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Accounts that an operator has closed for a while; all that belongs to them stays. */
export const suspensions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('suspensions')
      .addColumn('account_id', 'text', (column) =>
        column.primaryKey().references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('suspended_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
