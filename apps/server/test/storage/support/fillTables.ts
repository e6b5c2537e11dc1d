import type { Tables } from '../../../src/storage/Database.ts';
import type { Storage } from '../../../src/storage/Storage.ts';
import { accountIdOf, newAccount } from './newAccount.ts';

/** Is in every value that is written of the one person whom it is all about, and in nothing else. */
export const MARK = 'zerlina';

const AT = 1_795_000_000_000;
const LATER = AT + 10_000_000_000_000;
const HERS = accountIdOf(MARK);
const OTHERS = ['bob', 'cleo', 'dan', 'eve'] as const;
const [BOB, CLEO, DAN, EVE] = OTHERS.map(accountIdOf) as [string, string, string, string];
const HER_ROOM = `room-of-${MARK}`;

/** Runs SQL behind Parley's back. */
type Query = (sql: string) => Promise<unknown>;

/** A table that is filled by what fills another one is named there; one without a person in it says why. */
type Filling = ((storage: Storage, query: Query) => Promise<unknown>) | { with: keyof Tables } | string;

/**
 * How each table comes to hold something of that person, in an order that works. A table of the schema that is not in here does not
 * compile, and fails.
 */
export const FILLINGS = {
  invitations: ({ codes }) => {
    const invitation = { invitationId: 'invitation-1', note: '', createdAt: AT, expiresAt: LATER };
    return codes.invite({ ...invitation, usedAt: null, usedBy: null }, 'invited');
  },
  accounts: async ({ accounts }) => {
    await accounts.create(newAccount(MARK), 'invited');
    for (const name of OTHERS) await accounts.create(newAccount(name));
  },
  people: { with: 'accounts' },
  person_words: { with: 'accounts' },
  account_pictures: ({ accounts }) =>
    accounts.setPicture(HERS, `picture-${MARK}`, { mediaType: 'image/png', data: Buffer.from(MARK) }),
  sessions: ({ sessions }) =>
    sessions.create(
      {
        sessionId: `session-${MARK}`,
        accountId: HERS,
        userAgent: MARK,
        createdAt: AT,
        lastUsedAt: AT,
        expiresAt: LATER,
      },
      `token-${MARK}`,
      newAccount(MARK).passwordHash,
    ),
  push_subscriptions: ({ push }) =>
    push.put({
      sessionId: `session-${MARK}`,
      accountId: HERS,
      endpoint: `https://push.example.org/${MARK}`,
      p256dh: 'key',
      auth: 'secret',
      createdAt: AT,
    }),
  passkeys: ({ passkeys }) =>
    passkeys.add({
      passkeyId: `passkey-${MARK}`,
      accountId: HERS,
      credentialId: `credential-${MARK}`,
      publicKey: 'key',
      counter: 0,
      name: MARK,
      isSynced: false,
      createdAt: AT,
      lastUsedAt: null,
    }),
  identities: ({ identities }) =>
    identities.link({
      identityId: `identity-${MARK}`,
      accountId: HERS,
      issuer: 'https://id.example.org',
      subject: MARK,
      linkedAt: AT,
      lastUsedAt: null,
    }),
  account_mail: ({ mail }) =>
    mail.ask({
      accountId: HERS,
      address: `${MARK}@example.org`,
      codeHash: 'code',
      expiresAt: LATER,
    }),
  reset_codes: ({ codes }) => codes.setReset(HERS, `reset-${MARK}`, LATER),
  contacts: ({ contacts }) => contacts.connect(HERS, BOB, AT),
  contact_requests: async ({ contacts }) => {
    await contacts.keepRequest(HERS, CLEO, AT);
    await contacts.keepRequest(DAN, HERS, AT);
  },
  blocks: async ({ contacts }) => {
    await contacts.block(HERS, EVE, AT);
    await contacts.block(EVE, HERS, AT);
  },
  devices: async ({ devices }) => {
    for (const accountId of [HERS, BOB]) {
      await devices.open({ accountId, deviceKey: `device-${accountId}`, name: accountId }, AT);
    }
  },
  removed_devices: async ({ devices }) => {
    const gone = { accountId: HERS, deviceKey: `gone-${MARK}`, name: MARK };
    await devices.open(gone, AT);
    await devices.remove(HERS, gone.deviceKey, AT);
  },
  direct_messages: async ({ messages }) => {
    for (const [senderId, recipientId] of [
      [HERS, BOB],
      [BOB, HERS],
    ] as const) {
      await messages.send({
        messageId: `message-of-${senderId}`,
        senderId,
        recipientId,
        senderKey: `device-${senderId}`,
        ephemeralKey: 'key',
        body: 'sealed',
        sentAt: AT,
        keys: [{ accountId: recipientId, deviceKey: `device-${recipientId}`, sealedKey: 'key' }],
      });
    }
  },
  conversations: { with: 'direct_messages' },
  envelopes: { with: 'direct_messages' },
  archives: ({ archives }) => {
    const part = { archiveId: `archive-${MARK}`, parts: 1, part: 0, body: 'sealed' };
    return archives.put({ ...part, accountId: HERS }, AT, LATER);
  },
  archive_parts: { with: 'archives' },
  kept_rooms: async ({ keptRooms }) => {
    const room = { access: 'members', isPersonal: false, isDirectAllowed: true, createdAt: AT } as const;
    await keptRooms.create({ ...room, room: HER_ROOM, ownerId: HERS, title: MARK }, 50);
    await keptRooms.create(
      { ...room, room: `personal-${MARK}`, ownerId: HERS, title: MARK, isPersonal: true },
      50,
    );
    await keptRooms.create({ ...room, room: 'room-of-bob', ownerId: BOB, title: 'Bob' }, 50);
  },
  room_members: async ({ keptRooms }) => {
    await keptRooms.addMember(HER_ROOM, BOB, { at: AT, limit: 50 });
    await keptRooms.addMember('room-of-bob', HERS, { at: AT, limit: 50 });
  },
  room_visits: async ({ roomVisits }) => {
    for (const room of [HER_ROOM, 'room-of-bob']) {
      const visit = { room, peerId: `peer-${MARK}`, accountId: HERS, name: MARK, joinedAt: AT };
      await roomVisits.begin(visit, 500);
    }
  },
  rooms: ({ rooms }) => rooms.touch(HER_ROOM, AT),
  chat_messages: ({ chat }) =>
    chat.append(HER_ROOM, {
      messageId: 'message-1',
      peerId: `peer-${MARK}`,
      name: MARK,
      text: `this is ${MARK}`,
      sentAt: AT,
    }),
  files: async ({ files }) => {
    const file = { size: 1, createdAt: AT, expiresAt: LATER, keptUntil: LATER };
    const sealed = { room: null, name: null, mediaType: null };
    const inRoom = (room: string) => ({ room, name: `${MARK}.pdf`, mediaType: 'application/pdf' });
    await files.add({ ...file, ...sealed, fileId: `sealed-${MARK}`, accountId: HERS });
    await files.add({ ...file, ...inRoom('room-of-bob'), fileId: `shared-${MARK}`, accountId: HERS });
    await files.add({ ...file, ...inRoom(HER_ROOM), fileId: `of-a-guest-${MARK}`, accountId: null });
    await files.add({ ...file, ...sealed, fileId: 'of-bob', accountId: BOB });
  },
  missed_calls: async ({ missedCalls }) => {
    await missedCalls.add(HERS, BOB, AT);
    await missedCalls.add(BOB, HERS, AT);
  },
  ring_rooms: async ({ ringRooms }) => {
    await ringRooms.add('ring-to-her', [BOB, HERS], LATER);
    await ringRooms.add('ring-from-her', [HERS, BOB], LATER);
  },
  // Whoever suspends an account ends its sessions, which are to be there.
  suspensions: (_, query) => query(`insert into suspensions values ('${HERS}', ${AT})`),
  call_codes: 'who met by a code is kept as peers, never as accounts',
  secrets: 'the server’s own keys',
  doors: 'the operator’s wish',
} satisfies Record<keyof Tables, Filling>;

/** Whether a table has nothing to do with people. */
export function isAboutNobody(table: string): boolean {
  return typeof FILLINGS[table as keyof Tables] === 'string';
}

/** Each table that can has something of that person; some have something of others, too. */
export async function fillTables(storage: Storage, query: Query): Promise<void> {
  for (const fill of Object.values<Filling>(FILLINGS)) {
    if (typeof fill === 'function') await fill(storage, query);
  }
}
