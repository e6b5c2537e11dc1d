import type { Visibility } from '@parley/protocol/people/person';
import { expect, test } from 'vitest';
import { type Others, type SeenVisit, visitsSeenBy } from '../../src/keptRooms/seenBy.ts';
import { DEFAULT_CHOICES } from '../../src/people/rules/PersonRecord.ts';

const account = (name: string) => ({
  accountId: name,
  name,
  displayName: name,
  pictureVersion: null,
  isOperator: false,
  createdAt: 0,
});

function visit(name: string, joinedAt: number, leftAt: number | null): SeenVisit {
  const kept = { room: 'home', peerId: `${name} ${joinedAt}`, name: `${name}, as typed` };
  return { ...kept, account: account(name), joinedAt, leftAt, isHere: leftAt === null };
}

type Bob = { visibility?: Visibility; isContact?: boolean; isBlocked?: boolean; lastSeenAt?: number };

/** Bob, as Ada knows him. */
function bob({ visibility = 'nobody', isContact = false, isBlocked = false, lastSeenAt }: Bob): Others {
  const standing = { isSelf: false, isAskedByThem: false, isContact, isBlocked, visibility };
  const record = { ...DEFAULT_CHOICES, ...account('bob'), visibility, isSuspended: false };
  return new Map([['bob', { standing, record: { ...record, lastSeenAt: lastSeenAt ?? null } }]]);
}

const seen = (visits: SeenVisit[], others: Others) =>
  visitsSeenBy('ada', visits, others).map(({ name, account, leftAt, isHere }) => {
    return `${account?.name ?? name} ${isHere ? 'is here' : leftAt}`;
  });

test('whoever may be seen in the phone book is shown', () => {
  expect(seen([visit('bob', 10, null)], bob({ visibility: 'everyone' }))).toEqual(['bob is here']);
  expect(seen([visit('bob', 10, 20)], bob({ visibility: 'contacts', isContact: true }))).toEqual([
    'bob 20',
  ]);
});

test.each([
  ['hides', bob({})],
  ['shows himself to his contacts', bob({ visibility: 'contacts' })],
  ['has blocked one', bob({ visibility: 'everyone', isBlocked: true })],
  ['is not there', new Map()],
])('who %s is shown as a guest to those whom he met, and not at all to others', (_, others) => {
  const bobs = visit('bob', 10, 20);
  expect(seen([bobs], others)).toEqual([]);
  expect(seen([bobs, visit('ada', 5, 10), visit('ada', 20, 30)], others)).toEqual(['ada 10', 'ada 30']);
  expect(seen([bobs, visit('ada', 5, 11)], others)).toEqual(['bob, as typed 20', 'ada 11']);
  expect(seen([visit('bob', 10, null), visit('ada', 12, null)], others)).toEqual([
    'bob, as typed is here',
    'ada is here',
  ]);
});

test('a contact who hides looks as if they had gone in that moment', () => {
  const others = bob({ isContact: true, lastSeenAt: 50 });
  expect(seen([visit('bob', 60, null), visit('bob', 40, null), visit('bob', 10, 20)], others)).toEqual([
    'bob 50',
    'bob 20',
  ]);
  // What was seen with one's own eyes stays.
  expect(seen([visit('bob', 60, null), visit('ada', 55, null)], others)).toEqual([
    'bob, as typed is here',
    'ada is here',
  ]);
});
