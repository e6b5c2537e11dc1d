import { ParleyError } from '@parley/protocol/errors';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { SealedKey } from '@parley/protocol/people/messages';
import type { Database } from '../Database.ts';

type Addressed = { senderId: string; senderKey: string; recipientId: string; keys: SealedKey[] };

type KnownDevice = { accountId: string; deviceKey: string; waiting: number };

/**
 * The keys for the devices that take a message, in one order for everybody, so that two senders do not wait
 * for each other for ever. A device for which too much waits is let go of, as long as the recipient has
 * another one: nothing is lost to them, and one that lies in a drawer stops nobody.
 *
 * @throws {ParleyError} as `MessageRepository.send` says
 */
export async function keysThatWait(
  transaction: Database,
  { senderId, senderKey, recipientId, keys }: Addressed,
): Promise<SealedKey[]> {
  const devices = await devicesOf(transaction, senderId, recipientId);
  const isSender = (one: { accountId: string; deviceKey: string }) =>
    one.accountId === senderId && one.deviceKey === senderKey;
  if (!devices.some(isSender)) {
    throw new ParleyError('conflict', 'You have no such device.', { reason: 'own-device' });
  }
  const theirs = devices.filter(({ accountId }) => accountId === recipientId);
  if (theirs.length === 0) {
    throw new ParleyError('conflict', 'They have no device yet.', { reason: 'no-device' });
  }
  const others = devices.filter((device) => !isSender(device));
  const given = new Map(keys.map((key) => [nameOf(key), key]));
  const isExact = given.size === keys.length && keys.length === others.length;
  const sealed = others.flatMap((device) => given.get(nameOf(device)) ?? []);
  if (!isExact || sealed.length !== others.length) {
    throw new ParleyError('conflict', 'Their devices or yours are others now.', { reason: 'devices' });
  }
  if (theirs.every(isFull)) {
    throw new ParleyError('full', 'Too many of your messages wait for them.', {
      maxWaiting: PEOPLE_LIMITS.waitingMessages,
    });
  }
  const full = others.filter(isFull);
  for (const { accountId, deviceKey } of full) {
    await transaction
      .deleteFrom('devices')
      .where('account_id', '=', accountId)
      .where('device_key', '=', deviceKey)
      .execute();
  }
  const gone = new Set(full.map(nameOf));
  return sealed.filter((key) => !gone.has(nameOf(key)));
}

function isFull({ waiting }: KnownDevice): boolean {
  return waiting >= PEOPLE_LIMITS.waitingMessages;
}

/** Two people may have a device of the same key: nobody proves that it is theirs. */
function nameOf({ accountId, deviceKey }: { accountId: string; deviceKey: string }): string {
  return `${accountId} ${deviceKey}`;
}

/** Those of both, and how many of the sender's messages wait for each. */
async function devicesOf(
  transaction: Database,
  senderId: string,
  recipientId: string,
): Promise<KnownDevice[]> {
  const rows = await transaction
    .selectFrom('devices')
    .select(({ selectFrom, fn }) => [
      'devices.account_id as accountId',
      'devices.device_key as deviceKey',
      selectFrom('envelopes')
        .select(fn.countAll().as('count'))
        .whereRef('envelopes.account_id', '=', 'devices.account_id')
        .whereRef('envelopes.device_key', '=', 'devices.device_key')
        .where('envelopes.sender_id', '=', senderId)
        .as('waiting'),
    ])
    .where('devices.account_id', 'in', [senderId, recipientId])
    .orderBy('devices.account_id')
    .orderBy('devices.device_key')
    .execute();
  // Postgres counts in bigint, which the driver may give as text.
  return rows.map(({ waiting, ...device }) => ({ ...device, waiting: Number(waiting ?? 0) }));
}
