import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Rooms there have been, and what was said in them. */
export const roomsAndChat: Migration = {
  // A migration must not depend on today's tables: hence no `Tables` here.
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('rooms')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('last_joined_at', 'bigint', (column) => column.notNull())
      .addColumn('last_chat_position', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createTable('chat_messages')
      .addColumn('room', 'text', (column) =>
        column.notNull().references('rooms.name').onDelete('cascade'),
      )
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('peer_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('chat_messages_pk', ['room', 'position'])
      .addUniqueConstraint('chat_messages_message_id', ['room', 'message_id'])
      .execute();
  },
};
