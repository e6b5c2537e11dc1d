import { VISIBILITIES } from '@parley/protocol/people/person';
import { describe, expect, test } from 'vitest';
import { cardOf } from '../../src/people/rules/cardOf.ts';
import type { PersonRecord } from '../../src/people/rules/PersonRecord.ts';
import {
  mayAnswer,
  mayAsk,
  mayBlock,
  mayFind,
  mayKnow,
  mayMessage,
  mayRing,
  maySeeStatus,
  type Standing,
} from '../../src/people/rules/relations.ts';

const EITHER = [false, true] as const;

/** Every way in which two people can stand to each other. */
const STANDINGS: Standing[] = VISIBILITIES.flatMap((visibility) =>
  EITHER.flatMap((isSelf) =>
    EITHER.flatMap((isContact) =>
      EITHER.flatMap((isBlocked) =>
        EITHER.map((isAskedByThem) => ({
          visibility,
          isSelf,
          isContact,
          isBlocked,
          isAskedByThem,
        })),
      ),
    ),
  ),
);

const RULES = {
  mayFind,
  mayKnow,
  maySeeStatus,
  mayAsk,
  mayAnswer,
  mayBlock,
  mayMessage,
  mayRing,
};

const named = (standing: Standing) =>
  Object.entries(RULES)
    .filter(([, may]) => may(standing))
    .map(([name]) => name);

test('there are as many as there should be', () => {
  expect(STANDINGS).toHaveLength(48);
});

test('nobody is anything to themself, and a block leaves nothing, whoever has blocked whom', () => {
  for (const standing of STANDINGS.filter(({ isSelf, isBlocked }) => isSelf || isBlocked)) {
    expect(named(standing), JSON.stringify(standing)).toEqual([]);
  }
});

const others = STANDINGS.filter(({ isSelf, isBlocked }) => !isSelf && !isBlocked);

test.each(VISIBILITIES)(
  'a contact finds and may message somebody who shows themself to %s',
  (visibility) => {
    for (const standing of others.filter((one) => one.isContact && one.visibility === visibility)) {
      const seen = visibility === 'nobody' ? [] : ['maySeeStatus'];
      const rung = visibility === 'nobody' ? [] : ['mayRing'];
      expect(named(standing)).toEqual([
        'mayFind',
        'mayKnow',
        ...seen,
        'mayBlock',
        'mayMessage',
        ...rung,
      ]);
    }
  },
);

describe.each(['contacts', 'nobody'] as const)(
  'a stranger of somebody who shows themself to %s',
  (visibility) => {
    const strangers = others.filter((one) => !one.isContact && one.visibility === visibility);

    test('may do nothing', () => {
      for (const standing of strangers.filter((one) => !one.isAskedByThem)) {
        expect(named(standing)).toEqual([]);
      }
    });

    test('may answer when asked, and learns no more than the name', () => {
      for (const standing of strangers.filter((one) => one.isAskedByThem)) {
        expect(named(standing)).toEqual(['mayKnow', 'mayAsk', 'mayAnswer', 'mayBlock']);
      }
    });
  },
);

test('a stranger of somebody whom everyone may see finds, sees and asks them, and no more', () => {
  for (const standing of others.filter((one) => !one.isContact && one.visibility === 'everyone')) {
    const answers = standing.isAskedByThem ? ['mayAnswer'] : [];
    expect(named(standing)).toEqual([
      'mayFind',
      'mayKnow',
      'maySeeStatus',
      'mayAsk',
      ...answers,
      'mayBlock',
    ]);
  }
});

describe('a card', () => {
  const record: PersonRecord = {
    accountId: 'account-ada',
    name: 'ada',
    displayName: 'Ada',
    pictureVersion: null,
    visibility: 'everyone',
    showsLastSeen: true,
    chosenStatus: 'available',
    lastSeenAt: 17,
    isSuspended: false,
  };
  const ada = { accountId: 'account-ada', name: 'ada', displayName: 'Ada', pictureVersion: null };

  test('is there exactly for those who may find the person', () => {
    for (const standing of STANDINGS) {
      const card = cardOf({ ...record, visibility: standing.visibility }, standing, 'available');
      expect(card !== undefined).toBe(mayFind(standing));
    }
  });

  test('of somebody who hides is that of somebody who has gone', () => {
    const contact = { isSelf: false, isContact: true, isBlocked: false, isAskedByThem: false };
    const hidden = cardOf(
      { ...record, visibility: 'nobody' },
      { ...contact, visibility: 'nobody' },
      'in-call',
    );
    const gone = cardOf(record, { ...contact, visibility: 'everyone' }, 'offline');
    expect(hidden).toEqual(gone);
    expect(gone).toEqual({ ...ada, status: 'offline', lastSeenAt: 17 });
  });

  test('says when somebody was last seen only if they have gone and let it be known', () => {
    const stranger: Standing = {
      isSelf: false,
      isContact: false,
      isBlocked: false,
      isAskedByThem: false,
      visibility: 'everyone',
    };
    expect(cardOf(record, stranger, 'away')).toEqual({ ...ada, status: 'away', lastSeenAt: null });
    expect(cardOf({ ...record, showsLastSeen: false }, stranger, 'offline')).toEqual({
      ...ada,
      status: 'offline',
      lastSeenAt: null,
    });
  });
});
