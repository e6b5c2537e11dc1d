import type { PersonCard, PersonStatus } from '@parley/protocol/people/person';
import { describe, expect, it } from 'vitest';
import { whomToInvite } from '../src/features/ringing/whomToInvite.ts';

const card = (name: string, displayName: string, status: PersonStatus): PersonCard => ({
  accountId: `account-${name}`,
  name,
  displayName,
  pictureVersion: null,
  status,
  lastSeenAt: null,
});

const contacts = Object.fromEntries(
  [
    card('zoe', 'Zoë', 'available'),
    card('ada', 'Ada', 'away'),
    card('ben', 'Ben', 'in-call'),
    card('cleo', 'Cleo', 'do-not-disturb'),
    card('dan', 'Dan', 'offline'),
    card('eve', 'Äva', 'available'),
  ].map((one) => [one.accountId, one]),
);

const invited = (query = '', presentIds: readonly string[] = []) =>
  whomToInvite({ contacts, presentIds: new Set(presentIds), query, language: 'de' }).map(
    ({ name }) => name,
  );

describe('who can be called in', () => {
  it('are those who would hear it, by name', () => {
    expect(invited()).toEqual(['ada', 'eve', 'zoe']);
  });

  it('are not those who are in the call already', () => {
    expect(invited('', ['account-ada', 'account-nobody'])).toEqual(['eve', 'zoe']);
  });

  it('are found by a part of either name, however it is written', () => {
    expect(invited(' ÄV')).toEqual(['eve']);
    expect(invited('EVE')).toEqual(['eve']);
    expect(invited('be')).toEqual([]);
  });
});
