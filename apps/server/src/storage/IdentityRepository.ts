import { ParleyError } from '@parley/protocol/errors';
import { type Account, insertAccount, type NewAccount } from './AccountRepository.ts';
import type { Database } from './Database.ts';
import { removeWayIn } from './removeWayIn.ts';

/** As whom somebody signs in at a provider. The issuer and the subject together are one person, for ever. */
export type KeptIdentity = {
  identityId: string;
  accountId: string;
  issuer: string;
  subject: string;
  /** Epoch ms. */
  linkedAt: number;
  /** Null until somebody has signed in with it. */
  lastUsedAt: number | null;
};

/** An account has one identity at each provider. */
export type IdentityRepository = {
  /** In the order in which they came. */
  of(accountId: string): Promise<KeptIdentity[]>;
  /** Notes that it was used. @returns whose it is */
  use(person: Pick<KeptIdentity, 'issuer' | 'subject'>, usedAt: number): Promise<string | undefined>;
  /**
   * Makes an account for somebody whom nobody knows here yet.
   *
   * @throws {ParleyError} `conflict` when the name is taken or the identity is somebody's already; `forbidden`
   * when the invitation is not good; then nothing is kept
   */
  create(account: NewAccount, identity: KeptIdentity, invitation?: string): Promise<Account>;
  /** Nothing happens when it is the account's already. @throws {ParleyError} `conflict` when either has another */
  link(identity: KeptIdentity): Promise<void>;
  /**
   * @returns whether the account had such an identity
   * @throws {ParleyError} `conflict` when it was the only way in
   */
  unlink(accountId: string, identityId: string): Promise<boolean>;
};

const COLUMNS = [
  'identity_id as identityId',
  'account_id as accountId',
  'issuer',
  'subject',
  'linked_at as linkedAt',
  'last_used_at as lastUsedAt',
] as const;

export function createIdentityRepository(db: Database): IdentityRepository {
  return {
    of: (accountId) =>
      db
        .selectFrom('identities')
        .select(COLUMNS)
        .where('account_id', '=', accountId)
        .orderBy('linked_at')
        .orderBy('identity_id')
        .execute(),

    async use({ issuer, subject }, usedAt) {
      const row = await db
        .updateTable('identities')
        .set({ last_used_at: usedAt })
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .returning('account_id')
        .executeTakeFirst();
      return row?.account_id;
    },

    create: (account, identity, invitation) =>
      db.transaction().execute(async (transaction) => {
        const made = await insertAccount(transaction, account, invitation);
        if (!(await insert(transaction, identity))) throw taken();
        return made;
      }),

    async link(identity) {
      if (await insert(db, identity)) return;
      const own = await db
        .selectFrom('identities')
        .select('account_id')
        .where('issuer', '=', identity.issuer)
        .where('subject', '=', identity.subject)
        .executeTakeFirst();
      if (own?.account_id !== identity.accountId) throw taken();
    },

    unlink: (accountId, identityId) =>
      removeWayIn(db, accountId, (transaction) =>
        transaction
          .deleteFrom('identities')
          .where('account_id', '=', accountId)
          .where('identity_id', '=', identityId)
          .executeTakeFirst(),
      ),
  };
}

/** @returns false when the person is linked already, or the account with somebody at that provider */
async function insert(db: Database, identity: KeptIdentity): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('identities')
    .values({
      identity_id: identity.identityId,
      account_id: identity.accountId,
      issuer: identity.issuer,
      subject: identity.subject,
      linked_at: identity.linkedAt,
      last_used_at: identity.lastUsedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

function taken(): ParleyError {
  return new ParleyError('conflict', 'This identity is linked with another account.');
}
