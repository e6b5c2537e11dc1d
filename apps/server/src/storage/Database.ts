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

type AccountsTable = {
  account_id: string;
  /** In small letters alone, so that comparing is the same everywhere. */
  name: string;
  display_name: string;
  /** In the PHC string format. */
  password_hash: string;
  /** 0 or 1. */
  is_operator: number;
  picture_version: string | null;
  created_at: number;
};

type AccountPicturesTable = {
  account_id: string;
  media_type: string;
  /** Base64. */
  data: string;
};

type SessionsTable = {
  session_id: string;
  account_id: string;
  token_hash: string;
  user_agent: string;
  created_at: number;
  last_used_at: number;
  expires_at: number;
};

type ResetCodesTable = {
  account_id: string;
  code_hash: string;
  expires_at: number;
};

type InvitationsTable = {
  invitation_id: string;
  code_hash: string;
  /** For whom, in the operator's words. */
  note: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  used_by: string | null;
};

export type Tables = {
  rooms: RoomsTable;
  chat_messages: ChatMessagesTable;
  secrets: SecretsTable;
  accounts: AccountsTable;
  account_pictures: AccountPicturesTable;
  sessions: SessionsTable;
  reset_codes: ResetCodesTable;
  invitations: InvitationsTable;
};

export type Database = Kysely<Tables>;
