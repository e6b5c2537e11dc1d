import { ParleyError } from '@parley/protocol/errors';
import type { Database } from './Database.ts';
import { enterInPhoneBook } from './people/enterInPhoneBook.ts';

/** A person who signs in. What only its owner and operators may know is not in here. */
export type Account = {
  accountId: string;
  /** What the person signs in with; unique, never changes. */
  name: string;
  /** What others see. */
  displayName: string;
  isOperator: boolean;
  /** Changes with the picture; null when there is none. */
  pictureVersion: string | null;
  /** Epoch ms. */
  createdAt: number;
};

export type NewAccount = Omit<Account, 'pictureVersion'> & { passwordHash: string };

/** With what a password is compared with. */
export type Credentials = { account: Account; passwordHash: string };

export type Picture = { mediaType: string; data: Buffer };

/** The people who have an account. */
export type AccountRepository = {
  /**
   * @param invitation the hash of a code that is used up with it
   * @throws {ParleyError} `conflict` when the name is taken, `forbidden` when the invitation is not (or
   * no longer) good; then nothing is kept and the invitation stays as it was
   */
  create(account: NewAccount, invitation?: string): Promise<Account>;
  find(accountId: string): Promise<Account | undefined>;
  findByName(name: string): Promise<Account | undefined>;
  credentials(name: string): Promise<Credentials | undefined>;
  /** By name, after `after`. */
  page(options: { after?: string | undefined; limit: number }): Promise<Account[]>;
  /** @returns undefined when there is no such account */
  setDisplayName(accountId: string, displayName: string): Promise<Account | undefined>;
  /** @returns undefined when there is no such account */
  setOperator(accountId: string, isOperator: boolean): Promise<Account | undefined>;
  /** @param picture null takes it away */
  setPicture(accountId: string, version: string, picture: Picture | null): Promise<void>;
  picture(accountId: string): Promise<Picture | undefined>;
  /** With everything that belongs to it. */
  remove(accountId: string): Promise<void>;
};

export const ACCOUNT_COLUMNS = [
  'accounts.account_id as accountId',
  'accounts.name',
  'accounts.display_name as displayName',
  'accounts.is_operator as isOperator',
  'accounts.picture_version as pictureVersion',
  'accounts.created_at as createdAt',
] as const;

type AccountRow = Omit<Account, 'isOperator'> & { isOperator: number };

export function toAccount(row: AccountRow): Account {
  return {
    accountId: row.accountId,
    name: row.name,
    displayName: row.displayName,
    isOperator: row.isOperator === 1,
    pictureVersion: row.pictureVersion,
    createdAt: row.createdAt,
  };
}

export function createAccountRepository(db: Database): AccountRepository {
  const accounts = db.selectFrom('accounts').select(ACCOUNT_COLUMNS);
  const one = (row: AccountRow | undefined) => (row === undefined ? undefined : toAccount(row));
  const change = async (
    database: Database,
    accountId: string,
    values: { display_name: string } | { is_operator: number },
  ) =>
    one(
      await database
        .updateTable('accounts')
        .set(values)
        .where('account_id', '=', accountId)
        .returning(ACCOUNT_COLUMNS)
        .executeTakeFirst(),
    );

  return {
    create: (account, invitation) =>
      db.transaction().execute((transaction) => insertAccount(transaction, account, invitation)),

    find: async (accountId) =>
      one(await accounts.where('account_id', '=', accountId).executeTakeFirst()),

    findByName: async (name) => one(await accounts.where('name', '=', name).executeTakeFirst()),

    async credentials(name) {
      const row = await accounts
        .select('accounts.password_hash as passwordHash')
        .where('name', '=', name)
        .executeTakeFirst();
      return row && { account: toAccount(row), passwordHash: row.passwordHash };
    },

    async page({ after, limit }) {
      const query = after === undefined ? accounts : accounts.where('name', '>', after);
      return (await query.orderBy('name').limit(limit).execute()).map(toAccount);
    },

    setDisplayName: (accountId, displayName) =>
      db.transaction().execute(async (transaction) => {
        const account = await change(transaction, accountId, { display_name: displayName });
        if (account) await enterInPhoneBook(transaction, account);
        return account;
      }),

    setOperator: (accountId, isOperator) => change(db, accountId, { is_operator: isOperator ? 1 : 0 }),

    async setPicture(accountId, version, picture) {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('accounts')
          .set({ picture_version: picture === null ? null : version })
          .where('account_id', '=', accountId)
          .execute();
        await transaction.deleteFrom('account_pictures').where('account_id', '=', accountId).execute();
        if (picture === null) return;
        const { mediaType, data } = picture;
        await transaction
          .insertInto('account_pictures')
          .values({ account_id: accountId, media_type: mediaType, data: data.toString('base64') })
          .execute();
      });
    },

    async picture(accountId) {
      const row = await db
        .selectFrom('account_pictures')
        .select(['media_type', 'data'])
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return row && { mediaType: row.media_type, data: Buffer.from(row.data, 'base64') };
    },

    async remove(accountId) {
      await db.deleteFrom('accounts').where('account_id', '=', accountId).execute();
    },
  };
}

/** In a transaction of its own, or of something that belongs to a new account. */
export async function insertAccount(
  transaction: Database,
  { passwordHash, ...account }: NewAccount,
  invitation: string | undefined,
): Promise<Account> {
  const row = await transaction
    .insertInto('accounts')
    .values({
      account_id: account.accountId,
      name: account.name,
      display_name: account.displayName,
      password_hash: passwordHash,
      is_operator: account.isOperator ? 1 : 0,
      picture_version: null,
      created_at: account.createdAt,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning(ACCOUNT_COLUMNS)
    .executeTakeFirst();
  if (row === undefined) throw new ParleyError('conflict', 'This name is taken.');
  await enterInPhoneBook(transaction, row);
  if (invitation === undefined) return toAccount(row);
  const used = await transaction
    .updateTable('invitations')
    .set({ used_at: account.createdAt, used_by: account.accountId })
    .where('code_hash', '=', invitation)
    .where('used_at', 'is', null)
    .where('expires_at', '>', account.createdAt)
    .executeTakeFirst();
  if (used.numUpdatedRows === 0n) {
    throw new ParleyError('forbidden', 'This invitation is not good, or no longer.');
  }
  return toAccount(row);
}
