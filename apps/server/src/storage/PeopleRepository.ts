import type { PersonRecord } from '../people/rules/PersonRecord.ts';
import type { Database } from './Database.ts';
import { selectPeople, toRecord } from './people/selectPeople.ts';

/** Where a page of people ended: names are not unique, ids are. */
export type SearchPlace = { sortName: string; accountId: string };

type PeopleSearch = {
  viewerId: string;
  /** Each must be the beginning of a word of the name or the handle. */
  words: readonly string[];
  after: SearchPlace | undefined;
  limit: number;
};

/** What somebody chooses about themself. */
export type PersonChoices = Partial<
  Pick<PersonRecord, 'visibility' | 'showsLastSeen' | 'chosenStatus' | 'lastSeenAt'>
>;

type FoundPeople = { people: PersonRecord[]; next: SearchPlace | undefined };

/** The phone book: how each person wants to be found and seen. */
export type PeopleRepository = {
  /** Those of the ids who have an account, in no particular order. */
  find(accountIds: readonly string[]): Promise<PersonRecord[]>;
  /** One page of those whom the viewer may find (the rule is `mayFind`), sorted by name. */
  search(search: PeopleSearch): Promise<FoundPeople>;
  update(accountId: string, change: PersonChoices): Promise<void>;
  /** When they went. */
  noteSeen(accountIds: readonly string[], at: number): Promise<void>;
};

export function createPeopleRepository(db: Database): PeopleRepository {
  return {
    async find(accountIds) {
      if (accountIds.length === 0) return [];
      const rows = await selectPeople(db).where('people.account_id', 'in', accountIds).execute();
      return rows.map(toRecord);
    },

    async search({ viewerId, words, after, limit }) {
      let query = selectPeople(db)
        .select('people.sort_name as sortName')
        .where('people.account_id', '!=', viewerId)
        .where('suspensions.suspended_at', 'is', null)
        .where(({ or, eb, exists, selectFrom }) =>
          or([
            eb('people.visibility', '=', 'everyone'),
            exists(
              selectFrom('contacts')
                .select('contacts.contact_id')
                .where('contacts.account_id', '=', viewerId)
                .whereRef('contacts.contact_id', '=', 'people.account_id'),
            ),
          ]),
        )
        .where('people.account_id', 'not in', (eb) =>
          eb.selectFrom('blocks').select('blocked_id').where('blocks.account_id', '=', viewerId),
        )
        .where('people.account_id', 'not in', (eb) =>
          eb.selectFrom('blocks').select('blocks.account_id').where('blocked_id', '=', viewerId),
        );
      for (const word of words) {
        query = query.where('people.account_id', 'in', (eb) =>
          eb
            .selectFrom('person_words')
            .select('person_words.account_id')
            .where('word', '>=', word)
            .where('word', '<', justAfter(word)),
        );
      }
      if (after !== undefined) {
        const { sortName, accountId } = after;
        query = query.where(({ or, and, eb }) =>
          or([
            eb('people.sort_name', '>', sortName),
            and([eb('people.sort_name', '=', sortName), eb('people.account_id', '>', accountId)]),
          ]),
        );
      }
      // One more than asked for tells whether there are more.
      const rows = await query
        .orderBy('people.sort_name')
        .orderBy('people.account_id')
        .limit(limit + 1)
        .execute();
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return {
        people: page.map(toRecord),
        next: last && { sortName: last.sortName, accountId: last.accountId },
      };
    },

    async update(accountId, { visibility, showsLastSeen, chosenStatus, lastSeenAt }) {
      await db
        .updateTable('people')
        .set({
          ...(visibility !== undefined && { visibility }),
          ...(showsLastSeen !== undefined && { shows_last_seen: Number(showsLastSeen) }),
          ...(chosenStatus !== undefined && { chosen_status: chosenStatus }),
          ...(lastSeenAt !== undefined && { last_seen_at: lastSeenAt }),
        })
        .where('account_id', '=', accountId)
        .execute();
    },

    async noteSeen(accountIds, at) {
      if (accountIds.length === 0) return;
      await db
        .updateTable('people')
        .set({ last_seen_at: at })
        .where('account_id', 'in', accountIds)
        .execute();
    },
  };
}

/** Of a word: what comes after everything that begins with it, by code points. */
function justAfter(word: string): string {
  return `${word}\u{10ffff}`;
}
