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
  /** A `ChatFile` as JSON; null without one. */
  file: string | null;
};

/** Their bytes are on disk. */
type FilesTable = {
  file_id: string;
  /** In bytes. */
  size: number;
  created_at: number;
  /** When it goes, as it is now; null for as long as its room's chat. */
  expires_at: number | null;
  /** When it goes once it is whole; null when a message of its room has to name it first. */
  kept_until: number | null;
  /** 0 until all of its bytes are there, then 1. */
  is_whole: number;
  /** Who brought it; null for a guest. */
  account_id: string | null;
  /** In whose chat it is; null for a sealed one, as the next two. */
  room: string | null;
  name: string | null;
  media_type: string | null;
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
  /** In the PHC string format, or `NO_PASSWORD`. */
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

type SuspensionsTable = {
  account_id: string;
  suspended_at: number;
};

type PasskeysTable = {
  passkey_id: string;
  account_id: string;
  /** Base64url, as the next. */
  credential_id: string;
  public_key: string;
  counter: number;
  name: string;
  /** 0 or 1. */
  is_synced: number;
  created_at: number;
  last_used_at: number | null;
};

type IdentitiesTable = {
  identity_id: string;
  account_id: string;
  issuer: string;
  subject: string;
  linked_at: number;
  last_used_at: number | null;
};

type AccountMailTable = {
  account_id: string;
  /** The confirmed one. */
  address: string | null;
  /** The one that waits to be confirmed. */
  asked_address: string | null;
  code_hash: string | null;
  expires_at: number | null;
};

/** A row for each session whose browser takes notifications. */
type PushSubscriptionsTable = {
  session_id: string;
  account_id: string;
  endpoint: string;
  /** Base64url, as the next. */
  p256dh: string;
  auth: string;
  created_at: number;
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

type PeopleTable = {
  account_id: string;
  /** The display name as `searchForm` makes it. */
  sort_name: string;
  visibility: string;
  /** 0 or 1. */
  shows_last_seen: number;
  chosen_status: string;
  last_seen_at: number | null;
};

/** Under which words people are found. */
type PersonWordsTable = {
  account_id: string;
  word: string;
};

/** A row for each of the two. */
type ContactsTable = {
  account_id: string;
  contact_id: string;
  since: number;
};

/** A `RequestState` in `state`. */
type ContactRequestsTable = {
  from_id: string;
  to_id: string;
  asked_at: number;
  state: string;
};

type BlocksTable = {
  account_id: string;
  blocked_id: string;
  since: number;
};

type DoorsTable = {
  id: number;
  /** 0 or 1. */
  is_open: number;
  changed_at: number | null;
  meetings_end_at: number | null;
  meetings_ended_at: number | null;
};

type CallCodesTable = {
  code: string;
  expires_at: number;
  /** The peer ids of the two who met; null until they have. */
  peer_a: string | null;
  peer_b: string | null;
};

/** One row for each pair, the smaller id first. */
type ConversationsTable = {
  one_id: string;
  other_id: string;
  /** The position given last. */
  last_position: number;
};

/** A browser or program that takes messages. */
type DevicesTable = {
  account_id: string;
  /** Its public key, base64url. */
  device_key: string;
  name: string;
  added_at: number;
  last_seen_at: number;
  /** The number given last to an envelope. */
  last_number: number;
};

type RemovedDevicesTable = {
  account_id: string;
  device_key: string;
  removed_at: number;
};

/** One for each account. */
type ArchivesTable = {
  account_id: string;
  archive_id: string;
  /** How many it has once it is whole. */
  parts: number;
  created_at: number;
  expires_at: number;
};

type ArchivePartsTable = {
  account_id: string;
  part: number;
  /** Sealed. */
  body: string;
};

/** Stays for a while after its envelopes: what is sent again is known then. */
type DirectMessagesTable = {
  sender_id: string;
  message_id: string;
  recipient_id: string;
  position: number;
  sent_at: number;
  sender_key: string;
  ephemeral_key: string;
  /** Sealed; null once nobody waits for it. */
  body: string | null;
};

/** A message that waits for one device. */
type EnvelopesTable = {
  account_id: string;
  device_key: string;
  number: number;
  sender_id: string;
  message_id: string;
  sealed_key: string;
};

export type KeptRoomsTable = {
  room: string;
  owner_id: string;
  title: string;
  /** A `RoomAccess`. */
  access: string;
  /** 0 or 1. */
  is_direct_allowed: number;
  /** Its owner's id, for the one personal room of each; null for the others. */
  personal_of: string | null;
  created_at: number;
  /** These are null without a next meeting, all of them. */
  meeting_title: string | null;
  meeting_starts_at: number | null;
  meeting_minutes: number | null;
  meeting_uid: string | null;
  meeting_sequence: number | null;
  meeting_changed_at: number | null;
};

/** Beside the owner. */
type RoomMembersTable = {
  room: string;
  account_id: string;
  since: number;
};

type RoomVisitsTable = {
  room: string;
  peer_id: string;
  /** Null for a guest. */
  account_id: string | null;
  name: string;
  joined_at: number;
  left_at: number | null;
};

/** Calls of one person to another since they were last looked at. */
type MissedCallsTable = {
  account_id: string;
  caller_id: string;
  count: number;
  last_at: number;
};

type RingRoomsTable = {
  room: string;
  /** Null when the account is gone. */
  caller_id: string | null;
  callee_id: string | null;
  /** 0 or 1. */
  is_open: number;
  expires_at: number;
};

export type Tables = {
  rooms: RoomsTable;
  chat_messages: ChatMessagesTable;
  files: FilesTable;
  secrets: SecretsTable;
  accounts: AccountsTable;
  account_pictures: AccountPicturesTable;
  sessions: SessionsTable;
  suspensions: SuspensionsTable;
  passkeys: PasskeysTable;
  identities: IdentitiesTable;
  account_mail: AccountMailTable;
  push_subscriptions: PushSubscriptionsTable;
  reset_codes: ResetCodesTable;
  invitations: InvitationsTable;
  people: PeopleTable;
  person_words: PersonWordsTable;
  contacts: ContactsTable;
  contact_requests: ContactRequestsTable;
  blocks: BlocksTable;
  doors: DoorsTable;
  call_codes: CallCodesTable;
  conversations: ConversationsTable;
  devices: DevicesTable;
  removed_devices: RemovedDevicesTable;
  archives: ArchivesTable;
  archive_parts: ArchivePartsTable;
  direct_messages: DirectMessagesTable;
  envelopes: EnvelopesTable;
  kept_rooms: KeptRoomsTable;
  room_members: RoomMembersTable;
  room_visits: RoomVisitsTable;
  missed_calls: MissedCallsTable;
  ring_rooms: RingRoomsTable;
};

export type Database = Kysely<Tables>;
