import type { PeopleSnapshot } from '@parley/protocol/people/directory';
import { expect, test } from 'vitest';
import { changesBetween } from '../../src/people/rules/changesBetween.ts';

const identity = (name: string) => ({
  accountId: `account-${name}`,
  name,
  displayName: name,
  pictureVersion: null,
});
const card = (name: string, status: 'available' | 'offline' = 'available') => ({
  ...identity(name),
  status,
  lastSeenAt: null,
});

const before: PeopleSnapshot = {
  me: {
    ...identity('me'),
    status: 'available',
    chosenStatus: 'available',
    visibility: 'everyone',
    showsLastSeen: false,
  },
  contacts: [card('ada'), card('bob')],
  requests: [{ direction: 'received', person: identity('cy'), askedAt: 1 }],
  blocked: [identity('dan')],
};

test('the same is no change', () => {
  expect(changesBetween(before, structuredClone(before))).toEqual([]);
});

test('each thing that comes, goes or changes is one event', () => {
  const after: PeopleSnapshot = {
    me: { ...before.me, visibility: 'nobody' },
    contacts: [card('bob', 'offline'), card('cy')],
    requests: [{ direction: 'sent', person: identity('eve'), askedAt: 2 }],
    blocked: [identity('ada')],
  };
  expect(changesBetween(before, after)).toEqual([
    { name: 'contact:requestEnded', data: { direction: 'received', accountId: 'account-cy' } },
    { name: 'contact:removed', data: { accountId: 'account-ada' } },
    { name: 'person:unblocked', data: { accountId: 'account-dan' } },
    { name: 'contact:added', data: { person: card('cy') } },
    { name: 'person:changed', data: { person: card('bob', 'offline') } },
    { name: 'contact:requested', data: { request: after.requests[0] } },
    { name: 'person:blocked', data: { person: identity('ada') } },
    { name: 'me:changed', data: { me: after.me } },
  ]);
});
