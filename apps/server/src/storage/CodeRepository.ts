import type { Database } from './Database.ts';

export type KeptInvitation = {
  invitationId: string;
  /** For whom, in the operator's words. */
  note: string;
  /** Epoch ms, as the others. */
  createdAt: number;
  expiresAt: number;
  usedAt: number | null;
  /** The account that was made with it, unless it is gone. */
  usedBy: string | null;
};

/** What operators give out: invitations, and codes for who forgot the password. Only hashes are kept. */
export type CodeRepository = {
  invite(invitation: KeptInvitation, codeHash: string): Promise<void>;
  /** Whether somebody could sign up with it at `now`. */
  isGood(codeHash: string, now: number): Promise<boolean>;
  /** The newest first. */
  invitations(limit: number): Promise<KeptInvitation[]>;
  /** @returns whether there was such an invitation */
  withdraw(invitationId: string): Promise<boolean>;
  /** Takes the place of one that was given out before. */
  setReset(accountId: string, codeHash: string, expiresAt: number): Promise<void>;
};

export function createCodeRepository(db: Database): CodeRepository {
  return {
    async invite(invitation, codeHash) {
      await db
        .insertInto('invitations')
        .values({
          invitation_id: invitation.invitationId,
          code_hash: codeHash,
          note: invitation.note,
          created_at: invitation.createdAt,
          expires_at: invitation.expiresAt,
          used_at: invitation.usedAt,
          used_by: invitation.usedBy,
        })
        .execute();
    },

    async isGood(codeHash, now) {
      const row = await db
        .selectFrom('invitations')
        .select('invitation_id')
        .where('code_hash', '=', codeHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row !== undefined;
    },

    invitations: (limit) =>
      db
        .selectFrom('invitations')
        .select([
          'invitation_id as invitationId',
          'note',
          'created_at as createdAt',
          'expires_at as expiresAt',
          'used_at as usedAt',
          'used_by as usedBy',
        ])
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute(),

    async withdraw(invitationId) {
      const { numDeletedRows } = await db
        .deleteFrom('invitations')
        .where('invitation_id', '=', invitationId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async setReset(accountId, codeHash, expiresAt) {
      await db
        .insertInto('reset_codes')
        .values({ account_id: accountId, code_hash: codeHash, expires_at: expiresAt })
        .onConflict((conflict) =>
          conflict.column('account_id').doUpdateSet({ code_hash: codeHash, expires_at: expiresAt }),
        )
        .execute();
    },
  };
}
