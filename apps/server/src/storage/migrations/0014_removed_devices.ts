import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Devices that their owner has removed: they do not come back under the same key. */
export const removedDevices: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('removed_devices')
      .addColumn('account_id', 'text', (column) =>
        column.notNull().references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('device_key', 'text', (column) => column.notNull())
      .addColumn('removed_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('removed_devices_pk', ['account_id', 'device_key'])
      .execute();
  },
};
