import type { Kysely } from 'kysely';

/*
 * The tables. Integers and text alone, so that SQLite and Postgres hold, compare and return the same:
 * times are epoch ms, names of columns are the wire's names in snake case.
 */

type RoomsTable = {
  name: string;
  created_at: number;
  last_joined_at: number;
  /** The position given last; survives its message, so that no position is used twice. */
  last_chat_position: number;
};

type ChatMessagesTable = {
  room: string;
  position: number;
  message_id: string;
  peer_id: string;
  name: string;
  text: string;
  sent_at: number;
};

type SecretsTable = {
  name: string;
  /** Base64url. */
  value: string;
};

export type Tables = {
  rooms: RoomsTable;
  chat_messages: ChatMessagesTable;
  secrets: SecretsTable;
};

export type Database = Kysely<Tables>;
