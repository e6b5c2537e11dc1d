import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Sealed messages on their way from one device of a person to another. */
export const archives: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('archives')
      .addColumn('account_id', 'text', (column) =>
        column.primaryKey().references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('archive_id', 'text', (column) => column.notNull())
      .addColumn('parts', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('archives_expires').on('archives').column('expires_at').execute();

    await db.schema
      .createTable('archive_parts')
      .addColumn('account_id', 'text', (column) =>
        column.notNull().references('archives.account_id').onDelete('cascade'),
      )
      .addColumn('part', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('archive_parts_pk', ['account_id', 'part'])
      .execute();
  },
};
