import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { expect, test } from 'vitest';
import type { KeptSubscription } from '../../src/storage/PushRepository.ts';
import { describeEachDatabase, open, type TestDatabase } from './support/databases.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const NOW = 1_795_000_000_000;

function aSubscription(sessionId: string, name = 'ada', endpoint = sessionId): KeptSubscription {
  return {
    sessionId,
    accountId: accountIdOf(name),
    endpoint: `https://push.example.org/${endpoint}`,
    p256dh: `key-${endpoint}`,
    auth: `auth-${endpoint}`,
    createdAt: NOW,
  };
}

async function twoPeople(database: TestDatabase, sessionIds: readonly string[] = ['a1', 'a2', 'b1']) {
  const storage = await open(await database.place());
  for (const name of ['ada', 'bob']) await storage.accounts.create(newAccount(name));
  for (const [index, sessionId] of sessionIds.entries()) {
    const name = sessionId.startsWith('a') ? 'ada' : 'bob';
    const session = {
      sessionId,
      accountId: accountIdOf(name),
      userAgent: 'test',
      createdAt: NOW,
      lastUsedAt: NOW,
      expiresAt: NOW + 1_000 + index,
    };
    await storage.sessions.create(session, `hash-${sessionId}`, newAccount(name).passwordHash);
  }
  return storage;
}

const ofAda = accountIdOf('ada');

describeEachDatabase('push subscriptions', (database) => {
  test('are one for each session, and end with it, with its time and with the account', async () => {
    const { push, sessions, accounts } = await twoPeople(database);
    await push.put(aSubscription('a1'));
    await push.put(aSubscription('a2'));
    await push.put(aSubscription('b1', 'bob'));
    expect(await push.of(ofAda, NOW)).toEqual([aSubscription('a1'), aSubscription('a2')]);
    const moved = aSubscription('a1', 'ada', 'elsewhere');
    await push.put(moved);
    expect(await push.of(ofAda, NOW)).toEqual([moved, aSubscription('a2')]);
    expect(await push.of(ofAda, NOW + 1_000)).toEqual([aSubscription('a2')]);
    await sessions.end(ofAda, 'a1');
    expect(await push.has('a1')).toBe(false);
    expect(await push.of(ofAda, NOW)).toEqual([aSubscription('a2')]);
    await accounts.remove(ofAda);
    expect(await push.has('a2')).toBe(false);
    expect(await push.has('b1')).toBe(true);
  });

  test('an address belongs to whoever came with it last, and goes when it is told to', async () => {
    const { push } = await twoPeople(database);
    await push.put(aSubscription('a1', 'ada', 'browser'));
    await push.put(aSubscription('b1', 'bob', 'browser'));
    expect(await push.of(ofAda, NOW)).toEqual([]);
    expect(await push.has('b1')).toBe(true);
    await push.removeEndpoint('https://push.example.org/other');
    expect(await push.has('b1')).toBe(true);
    await push.removeEndpoint('https://push.example.org/browser');
    expect(await push.has('b1')).toBe(false);
    await push.put(aSubscription('a2'));
    await push.remove('a2');
    expect(await push.has('a2')).toBe(false);
  });

  test('are so many at most, also when they come at once; one that is there can be changed', async () => {
    const all = Array.from({ length: PEOPLE_LIMITS.pushSubscriptions + 2 }, (_, index) => `a${index}`);
    const { push } = await twoPeople(database, all);
    const results = await Promise.allSettled(all.map((sessionId) => push.put(aSubscription(sessionId))));
    const refusals = results.filter(({ status }) => status === 'rejected');
    expect(refusals).toMatchObject(Array(2).fill({ reason: { code: 'full' } }));
    const kept = await push.of(ofAda, NOW);
    expect(kept).toHaveLength(PEOPLE_LIMITS.pushSubscriptions);
    await push.put(aSubscription(kept[0]?.sessionId ?? '', 'ada', 'changed'));
    expect(await push.of(ofAda, NOW)).toHaveLength(PEOPLE_LIMITS.pushSubscriptions);
  });

  test("are not kept for a session that has ended, or that is somebody else's", async () => {
    const { push, sessions } = await twoPeople(database);
    await sessions.end(ofAda, 'a1');
    for (const wrong of [aSubscription('a1'), aSubscription('b1', 'ada')]) {
      await expect(push.put(wrong)).rejects.toMatchObject({ code: 'unauthorized' });
    }
    expect(await push.of(ofAda, NOW)).toEqual([]);
  });
});
