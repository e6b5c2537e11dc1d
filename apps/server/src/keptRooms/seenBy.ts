import type { Person } from '@parley/protocol/account';
import type { Known } from '../people/People.ts';
import { entryOf } from '../people/rules/cardOf.ts';
import { mayFind, maySeeStatus } from '../people/rules/relations.ts';
import type { KeptRoomVisit } from '../storage/RoomVisitRepository.ts';
import { personOf } from './personOf.ts';

/** The others, as the one who looks knows them; whoever has no account any more is not in it. */
export type Others = ReadonlyMap<string, Pick<Known, 'record' | 'standing'>>;

export type SeenVisit = KeptRoomVisit & { isHere: boolean };

/** The people of a room to one of them: who may not be found is not there. */
export function membersSeenBy(viewerId: string, members: readonly Person[], others: Others): Person[] {
  return members.filter(({ accountId }) => {
    const known = others.get(accountId);
    return accountId === viewerId || (known !== undefined && mayFind(known.standing));
  });
}

/** Somebody who has to be shown, hiding or not: then by nothing but what they sign in with. */
export function entrySeenBy(viewerId: string, person: Person, others: Others): Person {
  const known = others.get(person.accountId);
  if (person.accountId === viewerId || known === undefined) return personOf(person);
  return entryOf(known.record, known.standing);
}

/**
 * Who was in a room when, to one who belongs to it: what the phone book would tell them too, and whom they met there, as
 * they saw them: under the name of that call, and without an account.
 */
export function visitsSeenBy(
  viewerId: string,
  visits: readonly SeenVisit[],
  others: Others,
): SeenVisit[] {
  const own = visits.filter(({ account }) => account?.accountId === viewerId);
  const hasMet = (visit: SeenVisit) =>
    own.some((one) => one.joinedAt < endOf(visit) && visit.joinedAt < endOf(one));
  return visits.flatMap((visit) => {
    const { account } = visit;
    if (account === null || account.accountId === viewerId) return visit;
    const known = others.get(account.accountId);
    if (known && maySeeStatus(known.standing)) return visit;
    // To their contacts, somebody who hides looks as if they had gone in that moment.
    const goneAt = known && mayFind(known.standing) ? known.record.lastSeenAt : null;
    if (goneAt !== null && endOf(visit) <= goneAt) return visit;
    if (hasMet(visit)) return { ...visit, account: null };
    if (goneAt !== null && visit.joinedAt <= goneAt) return { ...visit, leftAt: goneAt, isHere: false };
    return [];
  });
}

/** Of one whom nobody saw go, no more is known than that they came. */
function endOf({ joinedAt, leftAt, isHere }: SeenVisit): number {
  return isHere ? Number.POSITIVE_INFINITY : (leftAt ?? joinedAt);
}
