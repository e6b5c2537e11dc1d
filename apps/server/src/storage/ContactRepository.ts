import type { RequestDirection } from '@parley/protocol/people/contacts';
import type { AskFacts, KeptRequest, RequestState } from '../people/rules/judgeAsk.ts';
import type { PersonRecord } from '../people/rules/PersonRecord.ts';
import type { Database } from './Database.ts';
import { selectPeople, toRecord } from './people/selectPeople.ts';

/** How one person stands to all the others whom they have to do with. */
export type Relations = {
  contacts: PersonRecord[];
  /** Sent ones that were declined are among them; received ones that were declined are not. */
  requests: { direction: RequestDirection; person: PersonRecord; askedAt: number }[];
  /** Whom they have blocked. */
  blocked: PersonRecord[];
  /** Ids of those who have blocked them. */
  blockedBy: string[];
};

/** Who knows whom by consent, who asks, and who blocks. What it keeps it keeps for both at once. */
export type ContactRepository = {
  relationsOf(accountId: string): Promise<Relations>;
  countContacts(accountId: string): Promise<number>;
  /** @param since epoch ms; requests from then on count as recent */
  askFacts(fromId: string, toId: string, since: number): Promise<AskFacts>;
  keepRequest(fromId: string, toId: string, at: number): Promise<void>;
  /** Nothing happens when there is no request in one of the states `from`. */
  moveRequest(
    fromId: string,
    toId: string,
    move: { from: readonly RequestState[]; to: RequestState },
  ): Promise<void>;
  /** Makes them contacts; requests between them have served their purpose. */
  connect(accountId: string, otherId: string, at: number): Promise<void>;
  disconnect(accountId: string, otherId: string): Promise<void>;
  /**
   * Ends all that is between them, messages that were not delivered yet included. What was asked of
   * `accountId` looks open to the one who asked.
   */
  block(accountId: string, blockedId: string, at: number): Promise<void>;
  unblock(accountId: string, blockedId: string): Promise<void>;
};

/** The states that look open to the one who asked. */
export const LOOKS_OPEN = ['open', 'declined'] as const satisfies RequestState[];

export function createContactRepository(db: Database): ContactRepository {
  const requestBetween = async (fromId: string, toId: string): Promise<KeptRequest | undefined> => {
    const row = await db
      .selectFrom('contact_requests')
      .select(['asked_at as askedAt', 'state'])
      .where('from_id', '=', fromId)
      .where('to_id', '=', toId)
      .executeTakeFirst();
    return row && { askedAt: row.askedAt, state: row.state as RequestState };
  };

  const countRequests = async (
    fromId: string,
    which: { since: number } | { states: readonly string[] },
  ): Promise<number> => {
    const from = db
      .selectFrom('contact_requests')
      .select((eb) => eb.fn.countAll().as('count'))
      .where('from_id', '=', fromId);
    const counted =
      'since' in which
        ? from.where('asked_at', '>=', which.since)
        : from.where('state', 'in', which.states);
    // Postgres counts in bigint, which the driver may give as text.
    return Number((await counted.executeTakeFirstOrThrow()).count);
  };

  return {
    async relationsOf(accountId) {
      const contacts = await selectPeople(db)
        .innerJoin('contacts', 'contacts.contact_id', 'people.account_id')
        .where('contacts.account_id', '=', accountId)
        .orderBy('people.sort_name')
        .execute();
      const requests = await Promise.all([
        selectRequests(db, 'received', accountId),
        selectRequests(db, 'sent', accountId),
      ]);
      const blocked = await selectPeople(db)
        .innerJoin('blocks', 'blocks.blocked_id', 'people.account_id')
        .where('blocks.account_id', '=', accountId)
        .orderBy('people.sort_name')
        .execute();
      const blockedBy = await db
        .selectFrom('blocks')
        .select('account_id as accountId')
        .where('blocked_id', '=', accountId)
        .execute();
      return {
        contacts: contacts.map(toRecord),
        requests: requests.flat(),
        blocked: blocked.map(toRecord),
        blockedBy: blockedBy.map((row) => row.accountId),
      };
    },

    async countContacts(accountId) {
      const { count } = await db
        .selectFrom('contacts')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('account_id', '=', accountId)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async askFacts(fromId, toId, since) {
      const [own, theirs, openCount, recentCount] = await Promise.all([
        requestBetween(fromId, toId),
        requestBetween(toId, fromId),
        countRequests(fromId, { states: LOOKS_OPEN }),
        countRequests(fromId, { since }),
      ]);
      return { own, theirs, openCount, recentCount };
    },

    async keepRequest(fromId, toId, at) {
      const kept = { asked_at: at, state: 'open' };
      await db
        .insertInto('contact_requests')
        .values({ from_id: fromId, to_id: toId, ...kept })
        .onConflict((conflict) => conflict.columns(['from_id', 'to_id']).doUpdateSet(kept))
        .execute();
    },

    moveRequest: (fromId, toId, move) => moveRequest(db, fromId, toId, move),

    connect: (accountId, otherId, at) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('contacts')
          .values([
            { account_id: accountId, contact_id: otherId, since: at },
            { account_id: otherId, contact_id: accountId, since: at },
          ])
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        for (const [from, to] of bothWays(accountId, otherId)) {
          await transaction
            .deleteFrom('contact_requests')
            .where('from_id', '=', from)
            .where('to_id', '=', to)
            .execute();
        }
      }),

    disconnect: (accountId, otherId) =>
      db.transaction().execute((transaction) => disconnect(transaction, accountId, otherId)),

    block: (accountId, blockedId, at) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('blocks')
          .values({ account_id: accountId, blocked_id: blockedId, since: at })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await disconnect(transaction, accountId, blockedId);
        await transaction
          .deleteFrom('envelopes')
          .where('account_id', '=', accountId)
          .where('sender_id', '=', blockedId)
          .execute();
        await moveRequest(transaction, blockedId, accountId, { from: ['open'], to: 'declined' });
        await moveRequest(transaction, accountId, blockedId, { from: LOOKS_OPEN, to: 'withdrawn' });
      }),

    async unblock(accountId, blockedId) {
      await db
        .deleteFrom('blocks')
        .where('account_id', '=', accountId)
        .where('blocked_id', '=', blockedId)
        .execute();
    },
  };
}

async function selectRequests(db: Database, direction: RequestDirection, accountId: string) {
  const [mine, theirs] =
    direction === 'received' ? (['to_id', 'from_id'] as const) : (['from_id', 'to_id'] as const);
  const rows = await selectPeople(db)
    .innerJoin('contact_requests', `contact_requests.${theirs}`, 'people.account_id')
    .select('contact_requests.asked_at as askedAt')
    .where(`contact_requests.${mine}`, '=', accountId)
    .where('contact_requests.state', 'in', direction === 'received' ? ['open'] : LOOKS_OPEN)
    .orderBy('contact_requests.asked_at')
    .orderBy('people.account_id')
    .execute();
  return rows.map((row) => ({ direction, person: toRecord(row), askedAt: row.askedAt }));
}

async function moveRequest(
  db: Database,
  fromId: string,
  toId: string,
  move: { from: readonly RequestState[]; to: RequestState },
): Promise<void> {
  await db
    .updateTable('contact_requests')
    .set({ state: move.to })
    .where('from_id', '=', fromId)
    .where('to_id', '=', toId)
    .where('state', 'in', move.from)
    .execute();
}

async function disconnect(db: Database, accountId: string, otherId: string): Promise<void> {
  for (const [person, contact] of bothWays(accountId, otherId)) {
    await db
      .deleteFrom('contacts')
      .where('account_id', '=', person)
      .where('contact_id', '=', contact)
      .execute();
  }
}

/** Always in the same order, so that two who do this at once do not wait for each other for ever. */
function bothWays(one: string, other: string): [string, string][] {
  const [first, second] = one < other ? [one, other] : [other, one];
  return [
    [first, second],
    [second, first],
  ];
}
