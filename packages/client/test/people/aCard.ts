import type { Person } from '@parley/protocol/account';
import type { PersonCard, PersonStatus } from '@parley/protocol/people/person';

export function anIdentity(name: string): Person {
  return { accountId: `account-${name}`, name, displayName: name, pictureVersion: null };
}

export function aCard(name: string, status: PersonStatus = 'available'): PersonCard {
  return { ...anIdentity(name), status, lastSeenAt: null };
}
