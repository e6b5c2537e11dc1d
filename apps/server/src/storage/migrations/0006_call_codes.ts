import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The codes with which two people meet. */
export const callCodes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('call_codes')
      .addColumn('code', 'text', (column) => column.primaryKey())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('peer_a', 'text')
      .addColumn('peer_b', 'text')
      .execute();
    await db.schema.createIndex('call_codes_expiry').on('call_codes').column('expires_at').execute();
  },
};
