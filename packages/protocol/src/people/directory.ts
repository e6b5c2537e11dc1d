import * as z from 'zod/mini';
import { AccountId, Person } from '../account.ts';
import { ContactRequest } from './contacts.ts';
import { PEOPLE_LIMITS } from './limits.ts';
import { Me, PersonCard } from './person.ts';

/** All that a tab needs to know of its person's phone book; every event after it is one change to it. */
export const PeopleSnapshot = z.strictObject({
  me: Me,
  contacts: z.array(PersonCard),
  requests: z.array(ContactRequest),
  /** Whom one has blocked oneself. */
  blocked: z.array(Person),
});
export type PeopleSnapshot = z.infer<typeof PeopleSnapshot>;

/** Where the next page begins; made by the server, and means nothing to anybody else. */
const SearchCursor = z.string().check(z.minLength(1), z.maxLength(1024));

export const PeopleSearchRequest = z.strictObject({
  /** Beginnings of words of a name, in any order. */
  query: z.string().check(z.minLength(1), z.maxLength(PEOPLE_LIMITS.searchLength)),
  cursor: z.optional(SearchCursor),
});
export const PeopleSearchReply = z.strictObject({
  people: z.array(PersonCard).check(z.maxLength(PEOPLE_LIMITS.searchPageSize)),
  /** Null when there are no more. */
  cursor: z.nullable(SearchCursor),
});
export type PeopleSearchReply = z.infer<typeof PeopleSearchReply>;

/** The whole list: who is not on it is watched no longer. */
export const PeopleWatchRequest = z.strictObject({
  accountIds: z.array(AccountId).check(z.maxLength(PEOPLE_LIMITS.watchedPeople)),
});
/** Those of the list who can be seen. */
export const PeopleWatchReply = z.strictObject({ people: z.array(PersonCard) });
