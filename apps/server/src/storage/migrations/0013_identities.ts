import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** As whom people sign in at a provider (OpenID Connect). */
export const identities: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('identities')
      .addColumn('identity_id', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) =>
        column.notNull().references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('issuer', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('linked_at', 'bigint', (column) => column.notNull())
      .addColumn('last_used_at', 'bigint')
      .addUniqueConstraint('identities_person', ['issuer', 'subject'])
      .addUniqueConstraint('identities_account', ['account_id', 'issuer'])
      .execute();
  },
};
