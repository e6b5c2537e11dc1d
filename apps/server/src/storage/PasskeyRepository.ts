import { ParleyError } from '@parley/protocol/errors';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { Database } from './Database.ts';
import { lockAccount } from './lockAccount.ts';
import { removeWayIn } from './removeWayIn.ts';

/** A key pair whose private half never leaves its owner's device or keychain (W3C Web Authentication). */
export type KeptPasskey = {
  passkeyId: string;
  accountId: string;
  /** What the authenticator calls it, base64url; nobody else has the same. */
  credentialId: string;
  /** A COSE key (RFC 9052), base64url. */
  publicKey: string;
  /** How often it was used, as the authenticator counts; 0 for one that does not count. */
  counter: number;
  /** What its owner calls it. */
  name: string;
  /** Whether it is on more than one device. */
  isSynced: boolean;
  /** Epoch ms. */
  createdAt: number;
  /** Null until somebody has signed in with it. */
  lastUsedAt: number | null;
};

/** From the state in which it was read. */
type PasskeyUse = Pick<KeptPasskey, 'passkeyId' | 'counter' | 'isSynced'> & {
  newCounter: number;
  usedAt: number;
};

export type PasskeyRepository = {
  /**
   * @throws {ParleyError} `full` when the account has `PEOPLE_LIMITS.passkeys`; `conflict` when somebody has that
   * credential already
   */
  add(passkey: KeptPasskey): Promise<void>;
  /** In the order in which they came. */
  of(accountId: string): Promise<KeptPasskey[]>;
  find(credentialId: string): Promise<KeptPasskey | undefined>;
  /** @returns false when it is gone, or was used by somebody else meanwhile: then nothing is kept */
  use(use: PasskeyUse): Promise<boolean>;
  /** @returns whether the account has such a passkey */
  rename(accountId: string, passkeyId: string, name: string): Promise<boolean>;
  /**
   * @returns whether the account had such a passkey
   * @throws {ParleyError} `conflict` when it was the only way in
   */
  remove(accountId: string, passkeyId: string): Promise<boolean>;
};

const COLUMNS = [
  'passkey_id as passkeyId',
  'account_id as accountId',
  'credential_id as credentialId',
  'public_key as publicKey',
  'counter',
  'name',
  'is_synced as isSynced',
  'created_at as createdAt',
  'last_used_at as lastUsedAt',
] as const;

type Row = Omit<KeptPasskey, 'isSynced'> & { isSynced: number };

const toPasskey = (row: Row): KeptPasskey => ({ ...row, isSynced: row.isSynced === 1 });

export function createPasskeyRepository(db: Database): PasskeyRepository {
  return {
    add: (passkey) =>
      db.transaction().execute(async (transaction) => {
        // Two that are new at once are counted one after the other.
        await lockAccount(transaction, passkey.accountId);
        const { count } = await transaction
          .selectFrom('passkeys')
          .select(({ fn }) => fn.countAll<number | string>().as('count'))
          .where('account_id', '=', passkey.accountId)
          .executeTakeFirstOrThrow();
        if (Number(count) >= PEOPLE_LIMITS.passkeys) {
          throw new ParleyError('full', `An account has ${PEOPLE_LIMITS.passkeys} passkeys at most.`, {
            maxPasskeys: PEOPLE_LIMITS.passkeys,
          });
        }
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('passkeys')
          .values({
            passkey_id: passkey.passkeyId,
            account_id: passkey.accountId,
            credential_id: passkey.credentialId,
            public_key: passkey.publicKey,
            counter: passkey.counter,
            name: passkey.name,
            is_synced: passkey.isSynced ? 1 : 0,
            created_at: passkey.createdAt,
            last_used_at: passkey.lastUsedAt,
          })
          .onConflict((conflict) => conflict.column('credential_id').doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 0n) {
          throw new ParleyError('conflict', 'This passkey is in use already.');
        }
      }),

    async of(accountId) {
      const rows = await db
        .selectFrom('passkeys')
        .select(COLUMNS)
        .where('account_id', '=', accountId)
        .orderBy('created_at')
        .orderBy('passkey_id')
        .execute();
      return rows.map(toPasskey);
    },

    async find(credentialId) {
      const row = await db
        .selectFrom('passkeys')
        .select(COLUMNS)
        .where('credential_id', '=', credentialId)
        .executeTakeFirst();
      return row && toPasskey(row);
    },

    async use({ passkeyId, counter, newCounter, isSynced, usedAt }) {
      const { numUpdatedRows } = await db
        .updateTable('passkeys')
        .set({ counter: newCounter, is_synced: isSynced ? 1 : 0, last_used_at: usedAt })
        .where('passkey_id', '=', passkeyId)
        .where('counter', '=', counter)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async rename(accountId, passkeyId, name) {
      const { numUpdatedRows } = await db
        .updateTable('passkeys')
        .set({ name })
        .where('account_id', '=', accountId)
        .where('passkey_id', '=', passkeyId)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    remove: (accountId, passkeyId) =>
      removeWayIn(db, accountId, (transaction) =>
        transaction
          .deleteFrom('passkeys')
          .where('account_id', '=', accountId)
          .where('passkey_id', '=', passkeyId)
          .executeTakeFirst(),
      ),
  };
}
