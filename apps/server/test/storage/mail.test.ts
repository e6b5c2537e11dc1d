import { expect, test } from 'vitest';
import { describeEachDatabase, open, type TestDatabase } from './support/databases.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const [ADA, BOB] = ['ada', 'bob'].map(accountIdOf) as [string, string];

async function twoPeople(database: TestDatabase) {
  const storage = await open(await database.place());
  for (const name of ['ada', 'bob']) await storage.accounts.create(newAccount(name));
  return storage;
}

const asked = (accountId: string, address: string, codeHash: string) => ({
  accountId,
  address,
  codeHash,
  expiresAt: 10,
});

describeEachDatabase('mail addresses', (database) => {
  test('are confirmed in time, by their own code, once', async () => {
    const { mail } = await twoPeople(database);
    await mail.ask(asked(ADA, 'ada@example.org', 'one'));
    await mail.ask(asked(BOB, 'bob@example.org', 'two'));
    expect(await mail.address(ADA)).toBeUndefined();
    expect(await mail.confirm(ADA, 'two', 9)).toBeUndefined();
    expect(await mail.confirm(ADA, 'one', 10)).toBeUndefined();
    const confirmed = await Promise.all([1, 2, 3].map(() => mail.confirm(ADA, 'one', 9)));
    expect(confirmed.filter((address) => address === 'ada@example.org')).toHaveLength(1);
    expect(await mail.address(ADA)).toBe('ada@example.org');
    expect(await mail.address(BOB)).toBeUndefined();
  });

  test('hold until another one is confirmed, and go with the account', async () => {
    const { mail, accounts } = await twoPeople(database);
    await mail.ask(asked(ADA, 'ada@example.org', 'one'));
    await mail.confirm(ADA, 'one', 1);
    await mail.ask(asked(ADA, 'wrong@example.org', 'two'));
    await mail.ask(asked(ADA, 'countess@example.org', 'three'));
    expect(await mail.address(ADA)).toBe('ada@example.org');
    expect(await mail.confirm(ADA, 'two', 1)).toBeUndefined();
    expect(await mail.confirm(ADA, 'three', 1)).toBe('countess@example.org');
    await mail.ask(asked(ADA, 'ada@example.org', 'four'));
    await mail.remove(ADA);
    expect(await mail.confirm(ADA, 'four', 1)).toBeUndefined();
    await mail.ask(asked(BOB, 'bob@example.org', 'five'));
    await accounts.remove(BOB);
    expect(await mail.confirm(BOB, 'five', 1)).toBeUndefined();
  });
});
