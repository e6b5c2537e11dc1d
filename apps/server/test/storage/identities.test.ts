import { expect, test } from 'vitest';
import type { KeptIdentity } from '../../src/storage/IdentityRepository.ts';
import { NO_PASSWORD } from '../../src/storage/noPassword.ts';
import { describeEachDatabase, open, type TestDatabase } from './support/databases.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const [ADA, BOB] = ['ada', 'bob'].map(accountIdOf) as [string, string];
const ISSUER = 'https://login.example.org';

function anIdentity(subject: string, accountId = ADA, issuer = ISSUER): KeptIdentity {
  const identityId = `identity-${issuer}-${subject}`;
  return { identityId, accountId, issuer, subject, linkedAt: 1_795_000_000_000, lastUsedAt: null };
}

async function twoPeople(database: TestDatabase) {
  const storage = await open(await database.place());
  for (const name of ['ada', 'bob']) await storage.accounts.create(newAccount(name));
  return storage;
}

const withoutPassword = (name: string) => ({ ...newAccount(name), passwordHash: NO_PASSWORD });
const CONFLICT = { code: 'conflict' };

describeEachDatabase('identities', (database) => {
  test('are one person each at their issuer, and one of each issuer for an account', async () => {
    const { identities } = await twoPeople(database);
    await identities.link(anIdentity('a'));
    await identities.link({ ...anIdentity('a'), identityId: 'again' });
    await identities.link(anIdentity('a', BOB, 'https://other.example.org'));
    await expect(identities.link({ ...anIdentity('a', BOB), identityId: 'his' })).rejects.toMatchObject(
      CONFLICT,
    );
    await expect(identities.link(anIdentity('b'))).rejects.toMatchObject(CONFLICT);
    expect(await identities.of(ADA)).toEqual([anIdentity('a')]);
    expect(await identities.use({ issuer: ISSUER, subject: 'a' }, 7)).toBe(ADA);
    expect(await identities.use({ issuer: ISSUER, subject: 'b' }, 7)).toBeUndefined();
    expect(await identities.of(ADA)).toEqual([{ ...anIdentity('a'), lastUsedAt: 7 }]);
  });

  test('come with a new account, or neither does', async () => {
    const { identities, accounts } = await twoPeople(database);
    const cid = accountIdOf('cid');
    await identities.link(anIdentity('a'));
    const create = (name: string, subject: string) =>
      identities.create(withoutPassword(name), { ...anIdentity(subject, accountIdOf(name)) });
    await expect(create('cid', 'a')).rejects.toMatchObject(CONFLICT);
    expect(await accounts.find(cid)).toBeUndefined();
    const taken = { ...withoutPassword('bob'), accountId: 'another' };
    await expect(identities.create(taken, anIdentity('c', 'another'))).rejects.toMatchObject(CONFLICT);
    expect(await identities.use({ issuer: ISSUER, subject: 'c' }, 7)).toBeUndefined();
    await expect(
      identities.create(withoutPassword('cid'), anIdentity('c', cid), 'no invitation'),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await accounts.find(cid)).toBeUndefined();
    expect(await create('cid', 'c')).toMatchObject({ accountId: cid, name: 'cid' });
    expect(await identities.use({ issuer: ISSUER, subject: 'c' }, 7)).toBe(cid);
    await accounts.remove(cid);
    expect(await identities.use({ issuer: ISSUER, subject: 'c' }, 7)).toBeUndefined();
  });

  test('of one person in many windows are one account', async () => {
    const { identities, accounts } = await twoPeople(database);
    const names = ['cid', 'dan', 'eve', 'fay'];
    const results = await Promise.allSettled(
      names.map((name) =>
        identities.create(withoutPassword(name), {
          ...anIdentity('c', accountIdOf(name)),
          identityId: name,
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const made = await Promise.all(names.map((name) => accounts.findByName(name)));
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  test('and passkeys go, but for the only way in', async () => {
    const { identities, passkeys, passwords, accounts } = await twoPeople(database);
    const cid = accountIdOf('cid');
    const kept = anIdentity('c', cid);
    await identities.create(withoutPassword('cid'), kept);
    await expect(identities.unlink(cid, kept.identityId)).rejects.toMatchObject(CONFLICT);
    expect(await identities.of(cid)).toEqual([kept]);
    await passkeys.add({
      passkeyId: 'passkey',
      accountId: cid,
      credentialId: 'credential',
      publicKey: 'AAAA',
      counter: 0,
      name: 'Key',
      isSynced: false,
      createdAt: 1,
      lastUsedAt: null,
    });
    // At once: one of the two stays.
    const both = await Promise.allSettled([
      identities.unlink(cid, kept.identityId),
      passkeys.remove(cid, 'passkey'),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toMatchObject([{ value: true }]);
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: CONFLICT }]);
    await passwords.change({ accountId: cid, from: NO_PASSWORD, to: 'a hash' }, 'none');
    await identities.unlink(cid, kept.identityId);
    await passkeys.remove(cid, 'passkey');
    expect([...(await identities.of(cid)), ...(await passkeys.of(cid))]).toEqual([]);
    expect(await identities.unlink(BOB, kept.identityId)).toBe(false);
    expect((await accounts.credentials('cid'))?.passwordHash).toBe('a hash');
  });
});
