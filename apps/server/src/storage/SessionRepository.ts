import { ACCOUNT_COLUMNS, type Account, toAccount } from './AccountRepository.ts';
import type { Database } from './Database.ts';
import { lockAccount } from './lockAccount.ts';
import { assertNotSuspended } from './suspended.ts';

/** One place where a person is signed in: a browser, or a program. */
export type KeptSession = {
  sessionId: string;
  accountId: string;
  /** As the browser named itself. */
  userAgent: string;
  /** Epoch ms, as the other two. */
  createdAt: number;
  lastUsedAt: number;
  expiresAt: number;
};

/** Who is signed in, and where. Of the token only its hash is kept: the database opens no door. */
export type SessionRepository = {
  /**
   * For who came in by the password with this hash. Above `SESSIONS_OF_ACCOUNT` those end that were not
   * used for the longest time.
   *
   * @returns the ids of those; undefined when the password is another by now: then there is no session
   * @throws {ParleyError} `forbidden` when the account is suspended
   */
  create(session: KeptSession, tokenHash: string, passwordHash: string): Promise<string[] | undefined>;
  /** The session may have expired. */
  findByToken(tokenHash: string): Promise<{ session: KeptSession; account: Account } | undefined>;
  /** Notes that it was used. */
  touch(sessionId: string, times: { lastUsedAt: number; expiresAt: number }): Promise<void>;
  /** Those that have not expired at `now`, the last used first. */
  ofAccount(accountId: string, now: number): Promise<KeptSession[]>;
  /** @returns whether the account had such a session */
  end(accountId: string, sessionId: string): Promise<boolean>;
  /** @returns the ids of those that were ended: all but `except` */
  endAll(accountId: string, except?: string): Promise<string[]>;
  removeExpired(now: number): Promise<void>;
};

/** Nobody has so many browsers; a program that signs in again for each request would. */
export const SESSIONS_OF_ACCOUNT = 50;

const SESSION_COLUMNS = [
  'sessions.session_id as sessionId',
  'sessions.account_id as accountId',
  'sessions.user_agent as userAgent',
  'sessions.created_at as createdAt',
  'sessions.last_used_at as lastUsedAt',
  'sessions.expires_at as expiresAt',
] as const;

export function createSessionRepository(db: Database): SessionRepository {
  return {
    create: (session, tokenHash, passwordHash) =>
      db.transaction().execute(async (transaction) => {
        // Whoever sets another password meanwhile waits, and then ends this session with the others.
        if (!(await lockAccount(transaction, session.accountId, passwordHash))) return undefined;
        await assertNotSuspended(transaction, session.accountId);
        const ended = await makeRoom(transaction, session.accountId);
        await transaction
          .insertInto('sessions')
          .values({
            session_id: session.sessionId,
            account_id: session.accountId,
            token_hash: tokenHash,
            user_agent: session.userAgent,
            created_at: session.createdAt,
            last_used_at: session.lastUsedAt,
            expires_at: session.expiresAt,
          })
          .execute();
        return ended;
      }),

    async findByToken(tokenHash) {
      const session = await db
        .selectFrom('sessions')
        .select(SESSION_COLUMNS)
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      if (session === undefined) return undefined;
      const account = await db
        .selectFrom('accounts')
        .select(ACCOUNT_COLUMNS)
        .where('account_id', '=', session.accountId)
        .executeTakeFirst();
      // Deleted between the two questions.
      return account && { session, account: toAccount(account) };
    },

    async touch(sessionId, { lastUsedAt, expiresAt }) {
      await db
        .updateTable('sessions')
        .set({ last_used_at: lastUsedAt, expires_at: expiresAt })
        .where('session_id', '=', sessionId)
        .execute();
    },

    ofAccount: (accountId, now) =>
      db
        .selectFrom('sessions')
        .select(SESSION_COLUMNS)
        .where('account_id', '=', accountId)
        .where('expires_at', '>', now)
        .orderBy('last_used_at', 'desc')
        .execute(),

    async end(accountId, sessionId) {
      const { numDeletedRows } = await db
        .deleteFrom('sessions')
        .where('account_id', '=', accountId)
        .where('session_id', '=', sessionId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    endAll: (accountId, except) => endSessions(db, accountId, except),

    async removeExpired(now) {
      await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
    },
  };
}

/** @returns the ids of those that were ended: all of the account's but `except` */
export async function endSessions(db: Database, accountId: string, except?: string): Promise<string[]> {
  const query = db.deleteFrom('sessions').where('account_id', '=', accountId);
  const ended = await (except === undefined ? query : query.where('session_id', '!=', except))
    .returning('session_id')
    .execute();
  return ended.map((row) => row.session_id);
}

/** @returns the ids of those that were ended, so that one more is not one too many */
async function makeRoom(transaction: Database, accountId: string): Promise<string[]> {
  const stay = transaction
    .selectFrom('sessions')
    .select('session_id')
    .where('account_id', '=', accountId)
    .orderBy('last_used_at', 'desc')
    .orderBy('session_id')
    .limit(SESSIONS_OF_ACCOUNT - 1);
  const ended = await transaction
    .deleteFrom('sessions')
    .where('account_id', '=', accountId)
    .where('session_id', 'not in', stay)
    .returning('session_id')
    .execute();
  return ended.map((row) => row.session_id);
}
