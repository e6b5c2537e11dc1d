import type { PeopleSession } from '@parley/client/people/PeopleSession';
import { ParleyError } from '@parley/protocol/errors';
import type { PeopleSearchReply } from '@parley/protocol/people/directory';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { PersonCard } from '@parley/protocol/people/person';

/** More than this nobody reads in a terminal. */
const MOST_PAGES = 5;

type Found = { people: PersonCard[]; hasMore: boolean };

/** @throws ParleyError as `PeopleLine.request` does */
export async function searchPeople(book: PeopleSession, query: string): Promise<Found> {
  const people: PersonCard[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found: PeopleSearchReply = await book.line.request('people:search', {
      query: query.slice(0, PEOPLE_LIMITS.searchLength),
      ...(cursor !== null && { cursor }),
    });
    people.push(...found.people);
    cursor = found.cursor;
    if (cursor === null) break;
  }
  return { people, hasMore: cursor !== null };
}

/**
 * Somebody by the name they sign in with: one's own contacts and whoever has asked, then whoever can be found.
 *
 * @returns their account's id
 * @throws {ParleyError} `not-found`
 */
export async function personNamed(book: PeopleSession, name: string): Promise<string> {
  const { contacts, requests, blocked } = book.store.getState();
  const known = [
    ...Object.values(contacts),
    ...Object.values(blocked),
    ...requests.map(({ person }) => person),
  ];
  const isThem = (person: { name: string }) => person.name === name;
  const person = known.find(isThem) ?? (await searchPeople(book, name)).people.find(isThem);
  if (person === undefined) {
    throw new ParleyError('not-found', `You can find nobody who signs in as "${name}".`);
  }
  return person.accountId;
}
