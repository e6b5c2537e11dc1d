import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { expect, test } from 'vitest';
import type { KeptPasskey } from '../../src/storage/PasskeyRepository.ts';
import { describeEachDatabase, open, type TestDatabase } from './support/databases.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const [ADA, BOB] = ['ada', 'bob'].map(accountIdOf) as [string, string];

function aPasskey(id: string, accountId = ADA): KeptPasskey {
  return {
    passkeyId: `passkey-${id}`,
    accountId,
    credentialId: `credential-${id}`,
    publicKey: 'AAAA',
    counter: 0,
    name: `Key ${id}`,
    isSynced: false,
    createdAt: 1_795_000_000_000,
    lastUsedAt: null,
  };
}

async function twoPeople(database: TestDatabase) {
  const storage = await open(await database.place());
  for (const name of ['ada', 'bob']) await storage.accounts.create(newAccount(name));
  return storage;
}

describeEachDatabase('passkeys', (database) => {
  test('are kept as they came, each credential once', async () => {
    const { passkeys } = await twoPeople(database);
    await passkeys.add(aPasskey('b'));
    await passkeys.add({ ...aPasskey('a'), counter: 4_294_967_295, isSynced: true });
    await passkeys.add(aPasskey('c', BOB));
    expect(await passkeys.of(ADA)).toEqual([
      { ...aPasskey('a'), counter: 4_294_967_295, isSynced: true },
      aPasskey('b'),
    ]);
    expect(await passkeys.find('credential-c')).toEqual(aPasskey('c', BOB));
    expect(await passkeys.find('credential-d')).toBeUndefined();
    await expect(passkeys.add({ ...aPasskey('b', BOB), passkeyId: 'another' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await passkeys.of(BOB)).toEqual([aPasskey('c', BOB)]);
  });

  test('that are added at once are so many at most', async () => {
    const { passkeys } = await twoPeople(database);
    const all = Array.from({ length: PEOPLE_LIMITS.passkeys + 3 }, (_, index) => aPasskey(`${index}`));
    const results = await Promise.allSettled(all.map((passkey) => passkeys.add(passkey)));
    const refusals = results.filter(({ status }) => status === 'rejected');
    expect(refusals).toMatchObject(Array(3).fill({ reason: { code: 'full' } }));
    expect(await passkeys.of(ADA)).toHaveLength(PEOPLE_LIMITS.passkeys);
    await passkeys.add(aPasskey('c', BOB));
  });

  test('are used from the count that was seen, once', async () => {
    const { passkeys } = await twoPeople(database);
    await passkeys.add(aPasskey('a'));
    const use = { passkeyId: 'passkey-a', counter: 0, newCounter: 5, isSynced: true, usedAt: 7 };
    const results = await Promise.all([1, 2, 3].map(() => passkeys.use(use)));
    expect(results.filter((isKept) => isKept)).toHaveLength(1);
    const used = { ...aPasskey('a'), counter: 5, isSynced: true, lastUsedAt: 7 };
    expect(await passkeys.of(ADA)).toEqual([used]);
  });

  test('are renamed and removed by their owner alone, and go with the account', async () => {
    const { passkeys, accounts } = await twoPeople(database);
    await passkeys.add(aPasskey('a'));
    await passkeys.add(aPasskey('b', BOB));
    expect(await passkeys.rename(BOB, 'passkey-a', 'Mine')).toBe(false);
    expect(await passkeys.remove(BOB, 'passkey-a')).toBe(false);
    expect(await passkeys.rename(ADA, 'passkey-a', 'Mine')).toBe(true);
    expect(await passkeys.of(ADA)).toMatchObject([{ name: 'Mine' }]);
    expect(await passkeys.remove(ADA, 'passkey-a')).toBe(true);
    expect(await passkeys.remove(ADA, 'passkey-a')).toBe(false);
    await accounts.remove(BOB);
    expect(await passkeys.find('credential-b')).toBeUndefined();
  });
});
