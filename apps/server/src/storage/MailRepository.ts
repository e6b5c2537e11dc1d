import type { Database } from './Database.ts';

type AskedAddress = { accountId: string; address: string; codeHash: string; expiresAt: number };

/** Mail addresses of accounts: each is its owner's who has shown that mail to it reaches them. */
export type MailRepository = {
  /** The confirmed one. */
  address(accountId: string): Promise<string | undefined>;
  /** Takes the place of one asked for before; the confirmed one stays until this one is. */
  ask(asked: AskedAddress): Promise<void>;
  /** @returns the address; undefined when the code was not good at `now`: then nothing is changed */
  confirm(accountId: string, codeHash: string, now: number): Promise<string | undefined>;
  /** The one asked for, too. */
  remove(accountId: string): Promise<void>;
};

const NOTHING_ASKED = { asked_address: null, code_hash: null, expires_at: null } as const;

export function createMailRepository(db: Database): MailRepository {
  return {
    async address(accountId) {
      const row = await db
        .selectFrom('account_mail')
        .select('address')
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return row?.address ?? undefined;
    },

    async ask({ accountId, address, codeHash, expiresAt }) {
      const asked = { asked_address: address, code_hash: codeHash, expires_at: expiresAt };
      await db
        .insertInto('account_mail')
        .values({ account_id: accountId, address: null, ...asked })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(asked))
        .execute();
    },

    async confirm(accountId, codeHash, now) {
      const row = await db
        .updateTable('account_mail')
        .set((mail) => ({ address: mail.ref('asked_address'), ...NOTHING_ASKED }))
        .where('account_id', '=', accountId)
        .where('code_hash', '=', codeHash)
        .where('expires_at', '>', now)
        .returning('address')
        .executeTakeFirst();
      return row?.address ?? undefined;
    },

    async remove(accountId) {
      await db.deleteFrom('account_mail').where('account_id', '=', accountId).execute();
    },
  };
}
