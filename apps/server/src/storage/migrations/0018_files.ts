import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Files, whose bytes are on disk, and the messages that name them. */
export const files: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('files')
      .addColumn('file_id', 'text', (column) => column.primaryKey())
      .addColumn('size', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint')
      .addColumn('kept_until', 'bigint')
      .addColumn('is_whole', 'integer', (column) => column.notNull())
      .addColumn('account_id', 'text', (column) =>
        column.references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('room', 'text')
      .addColumn('name', 'text')
      .addColumn('media_type', 'text')
      .execute();
    for (const column of ['expires_at', 'account_id', 'room']) {
      await db.schema.createIndex(`files_${column}`).on('files').column(column).execute();
    }
    await db.schema.alterTable('chat_messages').addColumn('file', 'text').execute();
  },
};
