import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether two who are alone in a kept room may connect straight to each other. */
export const roomDirect: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('kept_rooms')
      .addColumn('is_direct_allowed', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
  },
};
