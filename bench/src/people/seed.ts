import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

export type Town = {
  readonly people: number;
  readonly messages: number;
  /** Contacts of the first of all. */
  readonly contacts: number;
};

/** The room in which half of all messages were said; the others are spread over rooms of a thousand. */
export const ARCHIVE = 'archive';
const ROOM_OF = 1_000;
const SYLLABLES = [
  'ba',
  'ce',
  'di',
  'fo',
  'gu',
  'ka',
  'le',
  'mi',
  'no',
  'pu',
  'ra',
  'se',
  'ti',
  'vo',
  'zu',
];
const TEXT = 'A message of ordinary length, as people write them while others talk.';
const DAY_MS = 24 * 3_600_000;

/** Three syllables each: some thousand first and some thousand last names, many of which are not alone. */
export function nameOf(index: number): { first: string; last: string } {
  const word = (number: number) =>
    [1, 15, 225].map((power) => SYLLABLES[Math.floor(number / power) % SYLLABLES.length]).join('');
  return { first: word(index * 7), last: word(index * 11 + 3) };
}

const accountIdOf = (index: number): string => `account-${String(index).padStart(8, '0')}`;

/**
 * Fills the empty tables of a server that is stopped, with what years would.
 *
 * @returns a token for each of those who are to be signed in: the first and all their contacts
 */
export function seed(database: DatabaseSync, { people, messages, contacts }: Town): string[] {
  database.exec('begin');
  const now = Date.now();
  const insert = (table: string, columns: readonly string[]) =>
    database.prepare(
      `insert into ${table} (${columns.join()}) values (${columns.map(() => '?').join()})`,
    );
  const account = insert('accounts', [
    'account_id',
    'name',
    'display_name',
    'password_hash',
    'created_at',
  ]);
  const person = insert('people', [
    ...['account_id', 'sort_name', 'visibility', 'shows_last_seen', 'chosen_status'],
  ]);
  const word = insert('person_words', ['account_id', 'word']);
  for (let index = 0; index < people; index += 1) {
    const accountId = accountIdOf(index);
    const { first, last } = nameOf(index);
    const name = `${first}.${last}.${index}`;
    account.run(accountId, name, `${first} ${last}`, 'nobody signs in with a password here', now);
    person.run(accountId, `${first} ${last}`, 'everyone', 1, 'available');
    for (const one of new Set([name, first, last, String(index)])) word.run(accountId, one);
  }
  const contact = insert('contacts', ['account_id', 'contact_id', 'since']);
  for (let index = 1; index <= contacts; index += 1) {
    contact.run(accountIdOf(0), accountIdOf(index), now);
    contact.run(accountIdOf(index), accountIdOf(0), now);
  }
  const tokens = Array.from({ length: contacts + 1 }, () => randomBytes(32).toString('base64url'));
  const session = insert('sessions', [
    ...[
      'session_id',
      'account_id',
      'token_hash',
      'user_agent',
      'created_at',
      'last_used_at',
      'expires_at',
    ],
  ]);
  for (const [index, token] of tokens.entries()) {
    const hash = createHash('sha256').update(token).digest('base64url');
    session.run(`session-${index}`, accountIdOf(index), hash, 'bench', now, now, now + DAY_MS);
  }
  const room = insert('rooms', ['name', 'created_at', 'last_joined_at', 'last_chat_position']);
  const message = insert('chat_messages', [
    ...['room', 'position', 'message_id', 'peer_id', 'name', 'text', 'sent_at'],
  ]);
  const archived = Math.floor(messages / 2);
  const rooms = [{ name: ARCHIVE, count: archived }];
  for (let left = messages - archived, index = 1; left > 0; left -= ROOM_OF, index += 1) {
    rooms.push({ name: `room-${index}`, count: Math.min(ROOM_OF, left) });
  }
  for (const { name, count } of rooms) {
    room.run(name, now, now, count);
    for (let position = 1; position <= count; position += 1) {
      const author = nameOf(position);
      const peerId = accountIdOf(position % people);
      const said = `${author.first} ${author.last}`;
      message.run(name, position, `message-${position}`, peerId, said, TEXT, now - count + position);
    }
  }
  database.exec('commit');
  return tokens;
}
