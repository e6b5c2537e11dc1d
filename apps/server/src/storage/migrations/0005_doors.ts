import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether people can come in; one row. */
export const doors: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('doors')
      .addColumn('id', 'bigint', (column) => column.primaryKey())
      .addColumn('is_open', 'bigint', (column) => column.notNull())
      .addColumn('changed_at', 'bigint')
      .addColumn('meetings_end_at', 'bigint')
      .addColumn('meetings_ended_at', 'bigint')
      .execute();
  },
};
