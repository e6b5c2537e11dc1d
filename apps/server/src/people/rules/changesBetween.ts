import { isDeepStrictEqual } from 'node:util';
import type { PeopleSnapshot } from '@parley/protocol/people/directory';
import type { PeopleEvent } from '@parley/protocol/people/peopleContract';

/** The events that make the second snapshot of the first. What goes is told before what comes. */
export function changesBetween(before: PeopleSnapshot, after: PeopleSnapshot): PeopleEvent[] {
  const contacts = compare(before.contacts, after.contacts, ({ accountId }) => accountId);
  const requests = compare(
    before.requests,
    after.requests,
    ({ direction, person }) => `${direction} ${person.accountId}`,
  );
  const blocked = compare(before.blocked, after.blocked, ({ accountId }) => accountId);
  const events: PeopleEvent[] = [
    ...requests.gone.map(({ direction, person: { accountId } }) => ({
      name: 'contact:requestEnded' as const,
      data: { direction, accountId },
    })),
    ...contacts.gone.map(({ accountId }) => ({ name: 'contact:removed' as const, data: { accountId } })),
    ...blocked.gone.map(({ accountId }) => ({ name: 'person:unblocked' as const, data: { accountId } })),
    ...contacts.come.map((person) => ({ name: 'contact:added' as const, data: { person } })),
    ...contacts.changed.map((person) => ({ name: 'person:changed' as const, data: { person } })),
    ...[...requests.come, ...requests.changed].map((request) => ({
      name: 'contact:requested' as const,
      data: { request },
    })),
    ...[...blocked.come, ...blocked.changed].map((person) => ({
      name: 'person:blocked' as const,
      data: { person },
    })),
  ];
  if (!isDeepStrictEqual(before.me, after.me)) {
    events.push({ name: 'me:changed', data: { me: after.me } });
  }
  return events;
}

function compare<Entry>(
  before: readonly Entry[],
  after: readonly Entry[],
  keyOf: (entry: Entry) => string,
): { gone: Entry[]; come: Entry[]; changed: Entry[] } {
  const old = new Map(before.map((entry) => [keyOf(entry), entry]));
  const kept = new Set(after.map(keyOf));
  return {
    gone: before.filter((entry) => !kept.has(keyOf(entry))),
    come: after.filter((entry) => !old.has(keyOf(entry))),
    changed: after.filter((entry) => {
      const was = old.get(keyOf(entry));
      return was !== undefined && !isDeepStrictEqual(was, entry);
    }),
  };
}
