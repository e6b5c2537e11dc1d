import { ParleyError } from '@parley/protocol/errors';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { Device } from '@parley/protocol/people/messages';
import type { Database } from './Database.ts';
import { lockAccount } from './lockAccount.ts';

type DeviceOf = { accountId: string; deviceKey: string };

/** The browsers and programs that take messages, by their public keys. */
export type DeviceRepository = {
  /**
   * Notes that a device is in use, and adds it when it was not there. Above `PEOPLE_LIMITS.devices` the one that
   * was not seen for the longest time goes, with all that waits for it.
   *
   * @returns whether it is new
   * @throws {ParleyError} `conflict` with `details.reason` = `removed-device` when its owner has removed it
   */
  open(device: DeviceOf & { name: string }, at: number): Promise<boolean>;
  /** In the order in which they came. */
  of(accountId: string): Promise<Device[]>;
  /** With all that waits for it. The last `PEOPLE_LIMITS.removedDevices` of an account do not come back. */
  remove(accountId: string, deviceKey: string, at: number): Promise<void>;
  /** Those that were not seen since then. */
  removeUnseen(since: number): Promise<void>;
};

export function createDeviceRepository(db: Database): DeviceRepository {
  return {
    open: ({ accountId, deviceKey, name }, at) =>
      db.transaction().execute(async (transaction) => {
        // Two that are new at once are counted one after the other.
        await lockAccount(transaction, accountId);
        const { numUpdatedRows } = await transaction
          .updateTable('devices')
          .set({ name, last_seen_at: at })
          .where('account_id', '=', accountId)
          .where('device_key', '=', deviceKey)
          .executeTakeFirst();
        if (numUpdatedRows > 0n) return false;
        await refuseRemoved(transaction, accountId, deviceKey);
        await makeRoom(transaction, accountId);
        await transaction
          .insertInto('devices')
          .values({
            account_id: accountId,
            device_key: deviceKey,
            name,
            added_at: at,
            last_seen_at: at,
            last_number: 0,
          })
          .execute();
        return true;
      }),

    of: (accountId) =>
      db
        .selectFrom('devices')
        .select(['device_key as deviceKey', 'name', 'added_at as addedAt', 'last_seen_at as lastSeenAt'])
        .where('account_id', '=', accountId)
        .orderBy('added_at')
        .orderBy('device_key')
        .execute(),

    remove: (accountId, deviceKey, at) =>
      db.transaction().execute(async (transaction) => {
        // One that opens itself in the same moment is there before, and goes; or it learns that it has to.
        await lockAccount(transaction, accountId);
        await transaction
          .deleteFrom('devices')
          .where('account_id', '=', accountId)
          .where('device_key', '=', deviceKey)
          .execute();
        await rememberRemoved(transaction, accountId, deviceKey, at);
      }),

    async removeUnseen(since) {
      await db.deleteFrom('devices').where('last_seen_at', '<', since).execute();
    },
  };
}

async function refuseRemoved(
  transaction: Database,
  accountId: string,
  deviceKey: string,
): Promise<void> {
  const removed = await transaction
    .selectFrom('removed_devices')
    .select('device_key')
    .where('account_id', '=', accountId)
    .where('device_key', '=', deviceKey)
    .executeTakeFirst();
  if (removed === undefined) return;
  throw new ParleyError('conflict', 'This device was removed.', { reason: 'removed-device' });
}

/** And forgets the oldest of them where there are too many. */
async function rememberRemoved(
  transaction: Database,
  accountId: string,
  deviceKey: string,
  at: number,
): Promise<void> {
  await transaction
    .insertInto('removed_devices')
    .values({ account_id: accountId, device_key: deviceKey, removed_at: at })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'device_key']).doUpdateSet({ removed_at: at }),
    )
    .execute();
  const stay = transaction
    .selectFrom('removed_devices')
    .select('device_key')
    .where('account_id', '=', accountId)
    .orderBy('removed_at', 'desc')
    .orderBy('device_key')
    .limit(PEOPLE_LIMITS.removedDevices);
  await transaction
    .deleteFrom('removed_devices')
    .where('account_id', '=', accountId)
    .where('device_key', 'not in', stay)
    .execute();
}

/** So that one more is not one too many. */
async function makeRoom(transaction: Database, accountId: string): Promise<void> {
  const stay = transaction
    .selectFrom('devices')
    .select('device_key')
    .where('account_id', '=', accountId)
    .orderBy('last_seen_at', 'desc')
    .orderBy('device_key')
    .limit(PEOPLE_LIMITS.devices - 1);
  await transaction
    .deleteFrom('devices')
    .where('account_id', '=', accountId)
    .where('device_key', 'not in', stay)
    .execute();
}
