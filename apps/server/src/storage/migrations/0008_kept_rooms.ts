import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The rooms that accounts keep, who belongs to them, and who was there when. */
export const keptRooms: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('kept_rooms')
      .addColumn('room', 'text', (column) => column.primaryKey())
      // An account is not removed before its rooms: what was said in them must not stay behind.
      .addColumn('owner_id', 'text', (column) =>
        column.notNull().references('accounts.account_id').onDelete('restrict'),
      )
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('access', 'text', (column) => column.notNull())
      .addColumn('personal_of', 'text', (column) => column.unique())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('meeting_title', 'text')
      .addColumn('meeting_starts_at', 'bigint')
      .addColumn('meeting_minutes', 'integer')
      .addColumn('meeting_uid', 'text')
      .addColumn('meeting_sequence', 'integer')
      .addColumn('meeting_changed_at', 'bigint')
      .execute();
    await db.schema.createIndex('kept_rooms_owner').on('kept_rooms').column('owner_id').execute();

    await db.schema
      .createTable('room_members')
      .addColumn('room', 'text', (column) =>
        column.notNull().references('kept_rooms.room').onDelete('cascade'),
      )
      .addColumn('account_id', 'text', (column) =>
        column.notNull().references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('room_members_pk', ['room', 'account_id'])
      .execute();
    await db.schema
      .createIndex('room_members_account')
      .on('room_members')
      .column('account_id')
      .execute();

    await db.schema
      .createTable('room_visits')
      .addColumn('room', 'text', (column) =>
        column.notNull().references('kept_rooms.room').onDelete('cascade'),
      )
      .addColumn('peer_id', 'text', (column) => column.notNull())
      .addColumn('account_id', 'text', (column) =>
        column.references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('joined_at', 'bigint', (column) => column.notNull())
      .addColumn('left_at', 'bigint')
      .addPrimaryKeyConstraint('room_visits_pk', ['room', 'joined_at', 'peer_id'])
      .execute();
    await db.schema.createIndex('room_visits_account').on('room_visits').column('account_id').execute();
  },
};
