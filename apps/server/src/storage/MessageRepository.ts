import { ParleyError } from '@parley/protocol/errors';
import type { Envelope, KeptMessage, MessageSendRequest } from '@parley/protocol/people/messages';
import type { Database } from './Database.ts';
import { keysThatWait } from './messages/keysThatWait.ts';
import { isSuspended } from './suspended.ts';

type NewDirectMessage = Omit<MessageSendRequest, 'accountId'> & {
  senderId: string;
  recipientId: string;
  sentAt: number;
};

type SentMessage = {
  position: number;
  sentAt: number;
  /** For whom something waits now; nobody when the message was here already. */
  waiting: { accountId: string; deviceKey: string }[];
};

/** Sealed messages on their way: from the answer to their sender until the last device has them. */
export type MessageRepository = {
  /**
   * Keeps a message for every device of the two but the sender's own. A message id that its sender has
   * used gives the place from then and changes nothing. Resolves only when it is on disk.
   *
   * @throws {ParleyError} `not-found` when the two are not contacts, or the recipient is suspended; `conflict` with `details.reason`:
   *   `own-device` when the sender has no such device, `no-device` when the recipient has none,
   *   `devices` when the keys are not for exactly the devices there are; `full`
   */
  send(message: NewDirectMessage): Promise<SentMessage>;
  /**
   * Forgets what a device has, and gives what waits for it next, by rising number.
   *
   * @throws {ParleyError} `conflict` with `details.reason` = `own-device` when there is no such device
   */
  fetch(
    device: { accountId: string; deviceKey: string },
    takenUpTo: number,
    limit: number,
  ): Promise<{ envelopes: Envelope[]; hasMore: boolean }>;
  /** Of all that somebody has sent or is to receive, what is still known. */
  of(accountId: string): Promise<KeptMessage[]>;
  /** Forgets of messages that no device waits for what they say, and of those from before `since` all. */
  forget(since: number): Promise<void>;
};

export function createMessageRepository(db: Database): MessageRepository {
  return {
    send: (message) => db.transaction().execute((transaction) => send(transaction, message)),

    async fetch({ accountId, deviceKey }, takenUpTo, limit) {
      const device = await db
        .selectFrom('devices')
        .select('device_key')
        .where('account_id', '=', accountId)
        .where('device_key', '=', deviceKey)
        .executeTakeFirst();
      if (device === undefined) {
        throw new ParleyError('conflict', 'You have no such device.', { reason: 'own-device' });
      }
      const taken = await db
        .deleteFrom('envelopes')
        .where('account_id', '=', accountId)
        .where('device_key', '=', deviceKey)
        .where('number', '<=', takenUpTo)
        .returning(['sender_id as senderId', 'message_id as messageId'])
        .execute();
      // Not in one transaction with the above: of two devices that take the last ones, one has to see both.
      for (const { senderId, messageId } of taken) {
        await emptyUnawaited(db)
          .where('sender_id', '=', senderId)
          .where('message_id', '=', messageId)
          .execute();
      }
      // One more than asked for tells whether there are more.
      const rows = await waiting(db, accountId, deviceKey)
        .limit(limit + 1)
        .execute();
      const envelopes = rows.slice(0, limit).map(({ body, ...row }) => ({ ...row, body: body ?? '' }));
      return { envelopes, hasMore: rows.length > limit };
    },

    of: (accountId) =>
      db
        .selectFrom('direct_messages')
        .select([
          'message_id as messageId',
          'sender_id as senderId',
          'recipient_id as recipientId',
          'position',
          'sent_at as sentAt',
          'body',
        ])
        .where(({ or, eb }) => or([eb('sender_id', '=', accountId), eb('recipient_id', '=', accountId)]))
        .orderBy('sent_at')
        .orderBy('position')
        .execute(),

    async forget(since) {
      await emptyUnawaited(db).execute();
      await db
        .deleteFrom('direct_messages')
        .where('sent_at', '<', since)
        .where('body', 'is', null)
        .execute();
    },
  };
}

/** What waits for a device, the oldest first. */
function waiting(db: Database, accountId: string, deviceKey: string) {
  return db
    .selectFrom('envelopes')
    .innerJoin('direct_messages', (join) =>
      join
        .onRef('direct_messages.sender_id', '=', 'envelopes.sender_id')
        .onRef('direct_messages.message_id', '=', 'envelopes.message_id'),
    )
    .select([
      'envelopes.number',
      'envelopes.sealed_key as sealedKey',
      'direct_messages.message_id as messageId',
      'direct_messages.sender_id as senderId',
      'direct_messages.recipient_id as recipientId',
      'direct_messages.sender_key as senderKey',
      'direct_messages.ephemeral_key as ephemeralKey',
      'direct_messages.body',
      'direct_messages.position',
      'direct_messages.sent_at as sentAt',
    ])
    .where('envelopes.account_id', '=', accountId)
    .where('envelopes.device_key', '=', deviceKey)
    .orderBy('envelopes.number');
}

/** Takes away what messages say that no device waits for; that they were here is still known. */
function emptyUnawaited(db: Database) {
  return db
    .updateTable('direct_messages')
    .set({ body: null })
    .where('body', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('envelopes')
            .select('envelopes.number')
            .whereRef('envelopes.sender_id', '=', 'direct_messages.sender_id')
            .whereRef('envelopes.message_id', '=', 'direct_messages.message_id'),
        ),
      ),
    );
}

async function send(transaction: Database, message: NewDirectMessage): Promise<SentMessage> {
  const { senderId, recipientId, messageId, senderKey, sentAt } = message;
  const areContacts =
    (await lockContact(transaction, recipientId, senderId)) &&
    !(await isSuspended(transaction, recipientId));
  const kept = await transaction
    .selectFrom('direct_messages')
    .select(['position', 'sent_at as sentAt'])
    .where('sender_id', '=', senderId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  if (kept) return { ...kept, waiting: [] };
  if (!areContacts) throw new ParleyError('not-found', 'There is no such person.');
  const position = await nextPosition(transaction, senderId, recipientId);
  const keys = await keysThatWait(transaction, message);
  await transaction
    .insertInto('direct_messages')
    .values({
      sender_id: senderId,
      message_id: messageId,
      recipient_id: recipientId,
      position,
      sent_at: sentAt,
      sender_key: senderKey,
      ephemeral_key: message.ephemeralKey,
      body: message.body,
    })
    .execute();
  for (const { accountId, deviceKey, sealedKey } of keys) {
    const { number } = await transaction
      .updateTable('devices')
      .set((device) => ({ last_number: device('last_number', '+', 1) }))
      .where('account_id', '=', accountId)
      .where('device_key', '=', deviceKey)
      .returning('last_number as number')
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto('envelopes')
      .values({
        account_id: accountId,
        device_key: deviceKey,
        number,
        sender_id: senderId,
        message_id: messageId,
        sealed_key: sealedKey,
      })
      .execute();
  }
  const waiting = keys.map(({ accountId, deviceKey }) => ({ accountId, deviceKey }));
  return { position, sentAt, waiting };
}

/**
 * Until the transaction ends a block of the sender waits, and then takes this message away again. An update
 * that changes nothing is what locks a row in SQLite and Postgres alike.
 */
async function lockContact(
  transaction: Database,
  accountId: string,
  contactId: string,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('contacts')
    .set((contact) => ({ since: contact.ref('since') }))
    .where('account_id', '=', accountId)
    .where('contact_id', '=', contactId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Counting locks the conversation: messages of the two get their places one after the other. */
async function nextPosition(transaction: Database, senderId: string, recipientId: string) {
  const [one, other] = senderId < recipientId ? [senderId, recipientId] : [recipientId, senderId];
  await transaction
    .insertInto('conversations')
    .values({ one_id: one, other_id: other, last_position: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { position } = await transaction
    .updateTable('conversations')
    .set((conversation) => ({ last_position: conversation('last_position', '+', 1) }))
    .where('one_id', '=', one)
    .where('other_id', '=', other)
    .returning('last_position as position')
    .executeTakeFirstOrThrow();
  return position;
}
