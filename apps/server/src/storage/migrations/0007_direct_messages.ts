import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Devices and their public keys, and the sealed messages that wait for them. */
export const directMessages: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const account = (table: string, column: string) =>
      db.schema
        .createTable(table)
        .addColumn(column, 'text', (definition) =>
          definition.notNull().references('accounts.account_id').onDelete('cascade'),
        );

    await account('devices', 'account_id')
      .addColumn('device_key', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('added_at', 'bigint', (column) => column.notNull())
      .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
      .addColumn('last_number', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('devices_pk', ['account_id', 'device_key'])
      .execute();

    await account('conversations', 'one_id')
      .addColumn('other_id', 'text', (column) =>
        column.notNull().references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('last_position', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('conversations_pk', ['one_id', 'other_id'])
      .execute();
    await db.schema.createIndex('conversations_other').on('conversations').column('other_id').execute();

    await account('direct_messages', 'sender_id')
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('recipient_id', 'text', (column) =>
        column.notNull().references('accounts.account_id').onDelete('cascade'),
      )
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('sent_at', 'bigint', (column) => column.notNull())
      .addColumn('sender_key', 'text', (column) => column.notNull())
      .addColumn('ephemeral_key', 'text', (column) => column.notNull())
      .addColumn('body', 'text')
      .addPrimaryKeyConstraint('direct_messages_pk', ['sender_id', 'message_id'])
      .execute();
    await db.schema
      .createIndex('direct_messages_recipient')
      .on('direct_messages')
      .column('recipient_id')
      .execute();
    await db.schema
      .createIndex('direct_messages_sent')
      .on('direct_messages')
      .column('sent_at')
      .execute();

    await db.schema
      .createTable('envelopes')
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('device_key', 'text', (column) => column.notNull())
      .addColumn('number', 'bigint', (column) => column.notNull())
      .addColumn('sender_id', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('sealed_key', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('envelopes_pk', ['account_id', 'device_key', 'number'])
      .addForeignKeyConstraint(
        'envelopes_device',
        ['account_id', 'device_key'],
        'devices',
        ['account_id', 'device_key'],
        (constraint) => constraint.onDelete('cascade'),
      )
      .addForeignKeyConstraint(
        'envelopes_message',
        ['sender_id', 'message_id'],
        'direct_messages',
        ['sender_id', 'message_id'],
        (constraint) => constraint.onDelete('cascade'),
      )
      .execute();
    await db.schema
      .createIndex('envelopes_message')
      .on('envelopes')
      .columns(['sender_id', 'message_id'])
      .execute();
  },
};
