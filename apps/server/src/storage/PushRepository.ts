import { ParleyError } from '@parley/protocol/errors';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { Database } from './Database.ts';
import { lockAccount } from './lockAccount.ts';

/** Where, and sealed for whom, a browser takes notifications (W3C Push API). It ends with its session. */
export type KeptSubscription = {
  sessionId: string;
  accountId: string;
  /** An address at a push service, nobody else's: whoever knows it can send there. */
  endpoint: string;
  /** Base64url, as the next. */
  p256dh: string;
  auth: string;
  /** Epoch ms. */
  createdAt: number;
};

/** A session has one, and an address belongs to one session: the one that came last. */
export type PushRepository = {
  /**
   * @throws {ParleyError} `full` when the account has `PEOPLE_LIMITS.pushSubscriptions`; `unauthorized` when the session has
   * ended
   */
  put(subscription: KeptSubscription): Promise<void>;
  has(sessionId: string): Promise<boolean>;
  /** Those whose sessions have not expired at `now`, in the order in which they came. */
  of(accountId: string, now: number): Promise<KeptSubscription[]>;
  /** All who have any. */
  accountIds(): Promise<string[]>;
  remove(sessionId: string): Promise<void>;
  removeEndpoint(endpoint: string): Promise<void>;
};

const COLUMNS = [
  'push_subscriptions.session_id as sessionId',
  'push_subscriptions.account_id as accountId',
  'endpoint',
  'p256dh',
  'auth',
  'push_subscriptions.created_at as createdAt',
] as const;

export function createPushRepository(db: Database): PushRepository {
  return {
    put: (subscription) =>
      db.transaction().execute(async (transaction) => {
        const { sessionId, accountId, endpoint } = subscription;
        // Two that are new at once are counted one after the other.
        await lockAccount(transaction, accountId);
        const session = await transaction
          .selectFrom('sessions')
          .select('session_id')
          .where('session_id', '=', sessionId)
          .where('account_id', '=', accountId)
          .executeTakeFirst();
        if (!session) throw new ParleyError('unauthorized', 'This session has ended.');
        await transaction
          .deleteFrom('push_subscriptions')
          .where((row) => row.or([row('session_id', '=', sessionId), row('endpoint', '=', endpoint)]))
          .execute();
        const { count } = await transaction
          .selectFrom('push_subscriptions')
          .select(({ fn }) => fn.countAll<number | string>().as('count'))
          .where('account_id', '=', accountId)
          .executeTakeFirstOrThrow();
        if (Number(count) >= PEOPLE_LIMITS.pushSubscriptions) {
          throw new ParleyError(
            'full',
            `An account has notifications in ${PEOPLE_LIMITS.pushSubscriptions} browsers at most.`,
            { maxPushSubscriptions: PEOPLE_LIMITS.pushSubscriptions },
          );
        }
        await transaction
          .insertInto('push_subscriptions')
          .values({
            session_id: sessionId,
            account_id: accountId,
            endpoint,
            p256dh: subscription.p256dh,
            auth: subscription.auth,
            created_at: subscription.createdAt,
          })
          .execute();
      }),

    async has(sessionId) {
      const row = await db
        .selectFrom('push_subscriptions')
        .select('session_id')
        .where('session_id', '=', sessionId)
        .executeTakeFirst();
      return row !== undefined;
    },

    of: (accountId, now) =>
      db
        .selectFrom('push_subscriptions')
        .innerJoin('sessions', 'sessions.session_id', 'push_subscriptions.session_id')
        .select(COLUMNS)
        .where('push_subscriptions.account_id', '=', accountId)
        .where('sessions.expires_at', '>', now)
        .orderBy('push_subscriptions.created_at')
        .orderBy('push_subscriptions.session_id')
        .execute(),

    async accountIds() {
      const rows = await db.selectFrom('push_subscriptions').select('account_id').distinct().execute();
      return rows.map((row) => row.account_id);
    },

    async remove(sessionId) {
      await db.deleteFrom('push_subscriptions').where('session_id', '=', sessionId).execute();
    },

    async removeEndpoint(endpoint) {
      await db.deleteFrom('push_subscriptions').where('endpoint', '=', endpoint).execute();
    },
  };
}
