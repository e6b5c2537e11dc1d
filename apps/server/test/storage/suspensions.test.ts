import { expect, test } from 'vitest';
import type { Storage } from '../../src/storage/Storage.ts';
import { describeEachDatabase, open } from './support/databases.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const ADA = accountIdOf('ada');
const AT = 1_795_000_000_000;
const SUSPENDED = { code: 'forbidden', details: { reason: 'suspended' } };

function signIn(storage: Storage, name: string, sessionId: string) {
  const times = { createdAt: AT, lastUsedAt: AT, expiresAt: AT + 1_000 };
  const session = { sessionId, accountId: accountIdOf(name), userAgent: '', ...times };
  return storage.sessions.create(session, `token ${sessionId}`, newAccount(name).passwordHash);
}

describeEachDatabase('suspensions', (database) => {
  test('end all sessions, let none begin, and lose nothing', async () => {
    const storage = await open(await database.place());
    for (const name of ['ada', 'bob']) await storage.accounts.create(newAccount(name));
    for (const id of ['laptop', 'phone']) await signIn(storage, 'ada', id);
    await signIn(storage, 'bob', 'bobs');
    await storage.codes.setReset(ADA, 'code', AT + 1_000);
    expect((await storage.suspensions.add(ADA, AT)).sort()).toEqual(['laptop', 'phone']);
    expect(await storage.suspensions.add(ADA, AT + 1)).toEqual([]);
    expect(await storage.suspensions.of([ADA, accountIdOf('bob')])).toEqual(new Map([[ADA, AT]]));
    expect(await storage.people.find([ADA])).toMatchObject([{ isSuspended: true }]);
    await expect(signIn(storage, 'ada', 'again')).rejects.toMatchObject(SUSPENDED);
    const attempt = { accountId: ADA, codeHash: 'code', now: AT };
    await expect(storage.passwords.reset(attempt, 'another hash')).rejects.toMatchObject(SUSPENDED);
    expect(await storage.sessions.ofAccount(accountIdOf('bob'), AT)).toHaveLength(1);

    await storage.suspensions.lift(ADA);
    await storage.suspensions.lift(ADA);
    expect(await signIn(storage, 'ada', 'again')).toEqual([]);
    expect(await storage.people.find([ADA])).toMatchObject([{ isSuspended: false }]);
    expect(await storage.passwords.reset(attempt, 'another hash')).toEqual(['again']);
  });

  test('are of accounts that there are, and go with them', async () => {
    const storage = await open(await database.place());
    await expect(storage.suspensions.add(ADA, AT)).rejects.toMatchObject({ code: 'not-found' });
    await expect(storage.suspensions.lift(ADA)).rejects.toMatchObject({ code: 'not-found' });
    await storage.accounts.create(newAccount('ada'));
    await storage.suspensions.add(ADA, AT);
    await storage.accounts.remove(ADA);
    expect(await storage.suspensions.of([ADA])).toEqual(new Map());
    expect(await storage.suspensions.of([])).toEqual(new Map());
  });

  test('leave an operator', async () => {
    const storage = await open(await database.place());
    for (const name of ['ada', 'bob']) {
      await storage.accounts.create({ ...newAccount(name), isOperator: true });
    }
    await signIn(storage, 'bob', 'bobs');
    await storage.suspensions.add(ADA, AT);
    const last = storage.suspensions.add(accountIdOf('bob'), AT);
    await expect(last).rejects.toMatchObject({ code: 'conflict' });
    expect(await storage.sessions.ofAccount(accountIdOf('bob'), AT)).toHaveLength(1);
    expect(await storage.people.find([accountIdOf('bob')])).toMatchObject([{ isSuspended: false }]);
  });
});
