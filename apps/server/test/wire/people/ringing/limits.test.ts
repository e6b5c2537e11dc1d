import { expect, test } from 'vitest';
import { RATE_LIMITS } from '../../../../src/rateLimits.ts';
import { accountIdOf } from '../../../storage/support/newAccount.ts';
import type { PersonClient } from '../../support/people/PersonClient.ts';
import { isRung, newRingId, RingServer, ring } from '../../support/people/RingServer.ts';

const LIMITED = { code: 'rate-limited', details: { retryInMs: expect.any(Number) } };

async function withLimits(limits: Partial<typeof RATE_LIMITS.ring>, ...names: string[]) {
  const server = await RingServer.start({
    rateLimits: { ...RATE_LIMITS, ring: { ...RATE_LIMITS.ring, ...limits } },
  });
  await server.accounts(...names);
  return server;
}

async function ringInVain(caller: PersonClient, callee: string): Promise<void> {
  const ringId = await ring(caller, callee);
  await caller.request('ring:cancel', { ringId });
}

test('[B8] nobody opens a window on the same screen over and over', async () => {
  const { points } = RATE_LIMITS.ring.pair;
  const server = await withLimits({}, 'ada', 'bob', 'cleo');
  const [ada, bob, cleo] = [
    await server.open('ada'),
    await server.open('bob'),
    await server.open('cleo'),
  ];
  for (let times = 0; times < points; times++) await ringInVain(ada, 'bob');
  await expect(ring(ada, 'bob')).rejects.toMatchObject(LIMITED);
  // Nor from another tab; others can, and she can call others.
  await expect(ring(await server.open('ada'), 'bob')).rejects.toMatchObject(LIMITED);
  await isRung(cleo, await ring(ada, 'cleo'));
  await bob.settle();
  expect(bob.of('ring:started')).toHaveLength(points);
});

test('[B8] being blocked, or calling nobody at all, is limited just the same', async () => {
  const { points } = RATE_LIMITS.ring.pair;
  const server = await withLimits({}, 'ada', 'bob');
  const [ada, bob] = [await server.open('ada'), await server.open('bob')];
  await bob.request('person:block', { accountId: accountIdOf('ada') });
  for (const callee of ['bob', 'nobody']) {
    for (let times = 0; times < points; times++) await ringInVain(ada, callee);
    await expect(ring(ada, callee)).rejects.toMatchObject(LIMITED);
  }
});

test('[B8] nobody calls the whole phone book in one go', async () => {
  const server = await withLimits({ caller: { points: 3, perS: 600 } }, 'ada', 'bob');
  const ada = await server.open('ada');
  for (const callee of ['bob', 'nobody-1', 'nobody-2']) await ringInVain(ada, callee);
  await expect(ring(ada, 'nobody-3')).rejects.toMatchObject(LIMITED);
});

test('[B8] calls that are answered count for nothing, those that are declined do', async () => {
  const server = await withLimits({ pair: { points: 2, perS: 600 } }, 'ada', 'bob');
  const [ada, bob] = [await server.open('ada'), await server.open('bob')];
  for (let times = 0; times < 5; times++) {
    const ringId = await ring(ada, 'bob');
    await bob.request('ring:accept', { ringId });
  }
  for (let times = 0; times < 2; times++) {
    const ringId = await ring(ada, 'bob');
    await bob.request('ring:decline', { ringId });
  }
  await expect(ring(ada, 'bob')).rejects.toMatchObject(LIMITED);
});

test('[B8] a crowd of rings at once is counted one by one', async () => {
  const server = await withLimits({ pair: { points: 3, perS: 600 } }, 'ada', 'bob');
  const [ada, bob] = [await server.open('ada'), await server.open('bob')];
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      ada.raw('ring:start', { ringId: newRingId(), accountId: accountIdOf('bob') }),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  await bob.settle();
  expect(bob.of('ring:started')).toHaveLength(1);
});
