import type { Person } from '@parley/protocol/account';
import type { PersonCard } from '@parley/protocol/people/person';
import { usePeople } from '../../session/PeopleContext.ts';
import { entryAt } from './entryAt.ts';

/** How one stands to somebody, as far as it decides what can be done. */
export type Bond = 'stranger' | 'contact' | 'asks' | 'asked' | 'blocked';

export type ShownPerson = { person: PersonCard | Person; bond: Bond };

/** @returns undefined for somebody of whom nothing is known, or no longer */
export function useShownPerson(accountId: string): ShownPerson | undefined {
  const contact = usePeople((state) => entryAt(state.contacts, accountId));
  const watched = usePeople((state) => entryAt(state.watched, accountId));
  const blocked = usePeople((state) => entryAt(state.blocked, accountId));
  const requests = usePeople((state) => state.requests);
  const request = requests.find(({ person }) => person.accountId === accountId);
  if (blocked) return { person: blocked, bond: 'blocked' };
  if (contact) return { person: contact, bond: 'contact' };
  if (request) {
    const bond = request.direction === 'received' ? 'asks' : 'asked';
    return { person: watched ?? request.person, bond };
  }
  return watched && { person: watched, bond: 'stranger' };
}
