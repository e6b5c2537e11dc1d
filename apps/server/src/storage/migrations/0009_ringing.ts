import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Direct calls: who called in vain, and the rooms of those who were reached. */
export const ringing: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('missed_calls')
      .addColumn('account_id', 'text', (column) =>
        column.notNull().references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('caller_id', 'text', (column) =>
        column.notNull().references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('last_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('missed_calls_pk', ['account_id', 'caller_id'])
      .execute();
    await db.schema
      .createIndex('missed_calls_caller_id')
      .on('missed_calls')
      .column('caller_id')
      .execute();
    await db.schema
      .createTable('ring_rooms')
      .addColumn('room', 'text', (column) => column.primaryKey())
      // A room that was opened outlives the accounts of those who began it.
      .addColumn('caller_id', 'text', (column) =>
        column.references('accounts.account_id').onDelete('set null'),
      )
      .addColumn('callee_id', 'text', (column) =>
        column.references('accounts.account_id').onDelete('set null'),
      )
      .addColumn('is_open', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    for (const column of ['caller_id', 'callee_id', 'expires_at'] as const) {
      await db.schema.createIndex(`ring_rooms_${column}`).on('ring_rooms').column(column).execute();
    }
  },
};
