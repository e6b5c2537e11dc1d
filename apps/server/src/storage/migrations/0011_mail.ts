import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where somebody who forgot the password gets a code, and the address that waits to be confirmed. */
export const mail: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('account_mail')
      .addColumn('account_id', 'text', (column) =>
        column.primaryKey().references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('address', 'text')
      .addColumn('asked_address', 'text')
      .addColumn('code_hash', 'text')
      .addColumn('expires_at', 'bigint')
      .execute();
  },
};
