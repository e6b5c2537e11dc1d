import { describe, expect, test } from 'vitest';
import { GONE_AFTER_MS } from '../../../../src/people/rules/presence.ts';
import { RINGS_FOR_MS } from '../../../../src/ringing/Ringing.ts';
import { accountIdOf } from '../../../storage/support/newAccount.ts';
import type { PersonClient } from '../../support/people/PersonClient.ts';
import {
  endOf,
  expectSilence,
  hello,
  isRung,
  missedBy,
  RingServer,
  ring,
} from '../../support/people/RingServer.ts';

const ADA = { accountId: accountIdOf('ada') };

/** Why Ada cannot be heard at Bob's, and what Bob keeps of it. */
const REASONS: readonly {
  what: string;
  prepare: (server: RingServer) => Promise<PersonClient | undefined>;
  missed: string[];
}[] = [
  {
    what: 'does not exist',
    prepare: async () => undefined,
    missed: [],
  },
  {
    what: 'is no contact',
    prepare: async (server) => {
      await server.people.account('bob');
      return server.open('bob');
    },
    missed: [],
  },
  {
    what: 'has blocked the caller',
    prepare: async (server) => {
      const bob = await contactBob(server);
      await bob.request('person:block', ADA);
      return bob;
    },
    missed: [],
  },
  {
    what: 'hides',
    prepare: async (server) => {
      const bob = await contactBob(server);
      await bob.request('visibility:set', { visibility: 'nobody', showsLastSeen: false });
      return bob;
    },
    missed: ['ada 1'],
  },
  {
    what: 'does not want to be disturbed',
    prepare: async (server) => {
      const bob = await contactBob(server);
      await bob.request('status:set', { status: 'do-not-disturb' });
      return bob;
    },
    missed: ['ada 1'],
  },
  {
    what: 'does not want to be disturbed, and is in a call',
    prepare: async (server) => {
      const bob = await contactBob(server);
      await server.enterCall('bob', 'home', bob);
      await bob.request('status:set', { status: 'do-not-disturb' });
      return bob;
    },
    missed: ['ada 1'],
  },
];

async function contactBob(server: RingServer): Promise<PersonClient> {
  await server.people.account('bob');
  await server.people.befriend('ada', 'bob');
  return server.open('bob');
}

/** All that the caller gets, in which time, but for the id. */
async function asTheCallerSeesIt(server: RingServer, ada: PersonClient) {
  ada.heard.length = 0;
  const { timers } = server.people;
  const ringId = await ring(ada, 'bob');
  timers.advance(RINGS_FOR_MS - 1);
  await ada.settle();
  const during = ada.heard.map(({ name }) => name);
  timers.advance(1);
  const end = await endOf(ada, ringId);
  await ada.settle();
  return { during, end, after: ada.heard.map(({ name }) => name) };
}

describe('[B7] the caller cannot tell why nobody answers', () => {
  test.each(REASONS)('when the other one $what', async ({ prepare, missed }) => {
    const server = await RingServer.start();
    await server.people.account('ada');
    const bob = await prepare(server);
    const ada = await server.open('ada');
    expect(await asTheCallerSeesIt(server, ada)).toEqual({
      during: [],
      end: 'no-answer',
      after: ['ring:ended'],
    });
    if (bob === undefined) return;
    await expectSilence(bob);
    expect(await missedBy(bob, missed.length)).toEqual(missed);
  });

  test('when the other one is not here; who has missed it sees it later', async () => {
    const server = await RingServer.start();
    await server.accounts('ada', 'bob');
    const ada = await server.open('ada');
    expect(await asTheCallerSeesIt(server, ada)).toEqual({
      during: [],
      end: 'no-answer',
      after: ['ring:ended'],
    });
    expect(await missedBy(await server.people.open('bob'), 1)).toEqual(['ada 1']);
  });
});

describe('[B7] a ring that is heard falls silent, and goes on for the caller', () => {
  const CHANGES: readonly [string, (bob: PersonClient) => Promise<unknown>, string[]][] = [
    ['is blocked', (bob) => bob.request('person:block', ADA), []],
    ['is no contact any more', (bob) => bob.request('contact:remove', ADA), []],
    [
      'meets somebody who begins to hide',
      (bob) => bob.request('visibility:set', { visibility: 'nobody', showsLastSeen: false }),
      ['ada 1'],
    ],
    [
      'meets somebody who wants no disturbance',
      (bob) => bob.request('status:set', { status: 'do-not-disturb' }),
      ['ada 1'],
    ],
  ];

  test.each(CHANGES)('when the caller %s', async (_what, change, missed) => {
    const server = await RingServer.start();
    await server.accounts('ada', 'bob');
    const [ada, bob] = [await server.open('ada'), await server.open('bob')];
    const ringId = await ring(ada, 'bob');
    await isRung(bob, ringId);
    await change(bob);
    expect(await endOf(bob, ringId)).toBe('cancelled');
    await expect(bob.request('ring:accept', { ringId })).rejects.toMatchObject({ code: 'not-found' });
    await ada.settle();
    expect(ada.of('ring:ended')).toEqual([]);
    expect((await hello(bob)).ring).toBeNull();
    server.letRing();
    expect(await endOf(ada, ringId)).toBe('no-answer');
    expect(await missedBy(bob, missed.length)).toEqual(missed);
  });

  test('when the account of the one who is called is gone', async () => {
    const server = await RingServer.start();
    await server.accounts('ada', 'bob');
    const [ada, bob] = [await server.open('ada'), await server.open('bob')];
    const ringId = await ring(ada, 'bob');
    await isRung(bob, ringId);
    bob.close();
    await server.people.settled();
    server.people.timers.advance(GONE_AFTER_MS);
    server.letRing();
    expect(await endOf(ada, ringId)).toBe('no-answer');
  });
});

test('[B7] whoever hides can call, and shows their name by it', async () => {
  const server = await RingServer.start();
  await server.accounts('ada', 'bob');
  const [ada, bob] = [await server.open('ada'), await server.open('bob')];
  await ada.request('visibility:set', { visibility: 'nobody', showsLastSeen: false });
  const ringId = await ring(ada, 'bob');
  expect((await isRung(bob, ringId)).caller.displayName).toBe('Ada');
});
