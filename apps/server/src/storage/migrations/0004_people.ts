import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The phone book: who can be found and how, who knows whom, and who wants nothing to do with whom. */
export const people: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // Sorted and searched by code points on both databases; Postgres would ask the system's language.
    const ordered =
      db.getExecutor().adapter instanceof PostgresAdapter ? sql`text collate "C"` : ('text' as const);
    const person = (table: string, column: string) =>
      db.schema
        .createTable(table)
        .addColumn(column, 'text', (definition) =>
          definition.notNull().references('accounts.account_id').onDelete('cascade'),
        );

    await person('people', 'account_id')
      .addColumn('sort_name', ordered, (column) => column.notNull())
      .addColumn('visibility', 'text', (column) => column.notNull())
      .addColumn('shows_last_seen', 'integer', (column) => column.notNull())
      .addColumn('chosen_status', 'text', (column) => column.notNull())
      .addColumn('last_seen_at', 'bigint')
      .addPrimaryKeyConstraint('people_pk', ['account_id'])
      .execute();
    await person('person_words', 'account_id')
      .addColumn('word', ordered, (column) => column.notNull())
      .addPrimaryKeyConstraint('person_words_pk', ['account_id', 'word'])
      .execute();
    await db.schema
      .createIndex('person_words_word')
      .on('person_words')
      .columns(['word', 'account_id'])
      .execute();

    const between = (table: string, from: string, to: string) =>
      person(table, from)
        .addColumn(to, 'text', (column) =>
          column.notNull().references('accounts.account_id').onDelete('cascade'),
        )
        .addPrimaryKeyConstraint(`${table}_pk`, [from, to]);
    await between('contacts', 'account_id', 'contact_id')
      .addColumn('since', 'bigint', (column) => column.notNull())
      .execute();
    await between('contact_requests', 'from_id', 'to_id')
      .addColumn('asked_at', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .execute();
    await between('blocks', 'account_id', 'blocked_id')
      .addColumn('since', 'bigint', (column) => column.notNull())
      .execute();
    for (const [table, column] of [
      ['contacts', 'contact_id'],
      ['contact_requests', 'to_id'],
      ['blocks', 'blocked_id'],
    ] as const) {
      await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
    }

    // Who is there already is found by what they sign in with, until they choose a name again.
    await sql`insert into people
      select account_id, lower(display_name), 'everyone', 0, 'available', null from accounts`.execute(
      db,
    );
    await sql`insert into person_words select account_id, name from accounts`.execute(db);
  },
};
