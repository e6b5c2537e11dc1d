import { expect, test } from 'vitest';
import type { NewAccount } from '../../src/storage/AccountRepository.ts';
import type { KeptInvitation } from '../../src/storage/CodeRepository.ts';
import { type KeptSession, SESSIONS_OF_ACCOUNT } from '../../src/storage/SessionRepository.ts';
import type { Storage } from '../../src/storage/Storage.ts';
import { describeEachDatabase, open } from './support/databases.ts';

const AT = 1_795_000_000_000;

const person = (name: string): NewAccount => ({
  accountId: `account-${name}`,
  name,
  displayName: name.toUpperCase(),
  isOperator: false,
  createdAt: AT,
  passwordHash: `hash of ${name}`,
});

const session = (sessionId: string, accountId: string, expiresAt = AT + 1_000): KeptSession => ({
  sessionId,
  accountId,
  userAgent: 'Browser/1.0',
  createdAt: AT,
  lastUsedAt: AT,
  expiresAt,
});

const invitation = (invitationId: string, expiresAt = AT + 1_000): KeptInvitation => ({
  invitationId,
  note: 'for Ada 🦊',
  createdAt: AT,
  expiresAt,
  usedAt: null,
  usedBy: null,
});

describeEachDatabase('accounts', (database) => {
  test('are read back as they were written', async () => {
    const storage = await open(await database.place());
    const { passwordHash, ...ada } = person('ada');
    const account = { ...ada, pictureVersion: null };
    expect(await storage.accounts.create({ ...ada, passwordHash })).toEqual(account);
    expect(await storage.accounts.find(ada.accountId)).toEqual(account);
    expect(await storage.accounts.findByName('ada')).toEqual(account);
    expect(await storage.accounts.credentials('ada')).toEqual({ account, passwordHash });
    for (const name of ['Ada', 'ad', 'ada ', '%']) {
      expect(await storage.accounts.findByName(name)).toBeUndefined();
      expect(await storage.accounts.credentials(name)).toBeUndefined();
    }
  });

  test('one name is one account, however many ask at once', async () => {
    const storage = await open(await database.place());
    const attempts = Array.from({ length: 10 }, (_, index) =>
      storage.accounts.create({ ...person('ada'), accountId: `account-${index}` }),
    );
    const ends = await Promise.allSettled(attempts);
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
    for (const end of ends) {
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'conflict' });
    }
    expect(await storage.accounts.page({ limit: 10 })).toHaveLength(1);
  });

  test('are changed one field at a time', async () => {
    const { accounts } = await openWith(database, 'ada');
    const changed = await accounts.setDisplayName('account-ada', 'Ada Lovelace');
    expect(changed).toMatchObject({ name: 'ada', displayName: 'Ada Lovelace', isOperator: false });
    expect(await accounts.setOperator('account-ada', true)).toEqual({ ...changed, isOperator: true });
    expect(await accounts.setDisplayName('nobody', 'X')).toBeUndefined();
    expect(await accounts.setOperator('nobody', true)).toBeUndefined();
  });

  test('are listed by name, page after page', async () => {
    const { accounts } = await openWith(database, 'cleo', 'ada', 'bob');
    const names = async (limit: number, after?: string) =>
      (await accounts.page({ limit, after })).map(({ name }) => name);
    expect(await names(2)).toEqual(['ada', 'bob']);
    expect(await names(2, 'bob')).toEqual(['cleo']);
    expect(await names(2, 'cleo')).toEqual([]);
  });

  test('have one picture, or none', async () => {
    const { accounts } = await openWith(database, 'ada');
    const picture = (byte: number) => ({ mediaType: 'image/webp', data: Buffer.alloc(70_000, byte) });
    expect(await accounts.picture('account-ada')).toBeUndefined();
    await accounts.setPicture('account-ada', 'version-1', picture(1));
    await accounts.setPicture('account-ada', 'version-2', picture(255));
    expect(await accounts.picture('account-ada')).toEqual(picture(255));
    expect(await accounts.find('account-ada')).toMatchObject({ pictureVersion: 'version-2' });
    await accounts.setPicture('account-ada', 'version-3', null);
    expect(await accounts.picture('account-ada')).toBeUndefined();
    expect(await accounts.find('account-ada')).toMatchObject({ pictureVersion: null });
  });

  test('leave nothing behind', async () => {
    const place = await database.place();
    const storage = await open(place);
    await storage.codes.invite(invitation('invitation-1'), 'code');
    await storage.accounts.create(person('ada'), 'code');
    await storage.accounts.create(person('bob'));
    await storage.accounts.setPicture('account-ada', 'version-1', {
      mediaType: 'image/webp',
      data: Buffer.from('x'),
    });
    await storage.sessions.create(session('session-1', 'account-ada'), 'token', 'hash of ada');
    await storage.codes.setReset('account-ada', 'code', AT + 1_000);
    await storage.accounts.remove('account-ada');
    for (const table of ['account_pictures', 'sessions', 'reset_codes']) {
      expect(await database.query(place, `select * from ${table}`), table).toEqual([]);
    }
    expect(await storage.accounts.page({ limit: 10 })).toMatchObject([{ name: 'bob' }]);
    // That it was used stays known, so that nobody else can use it.
    expect(await storage.codes.invitations(10)).toMatchObject([{ usedAt: AT, usedBy: null }]);
    expect(await storage.codes.isGood('code', AT)).toBe(false);
  });
});

describeEachDatabase('invitations', (database) => {
  test('let in one person each', async () => {
    const { accounts, codes } = await openWith(database);
    await codes.invite(invitation('invitation-1'), 'code');
    expect(await codes.isGood('code', AT)).toBe(true);
    const ends = await Promise.allSettled(
      ['ada', 'bob', 'cleo'].map((name) => accounts.create(person(name), 'code')),
    );
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
    const [account] = await accounts.page({ limit: 10 });
    expect(await codes.invitations(10)).toEqual([
      { ...invitation('invitation-1'), usedAt: AT, usedBy: account?.accountId },
    ]);
    expect(await codes.isGood('code', AT)).toBe(false);
  });

  test('a name that is taken uses none up', async () => {
    const { accounts, codes } = await openWith(database, 'ada');
    await codes.invite(invitation('invitation-1'), 'code');
    const again = { ...person('ada'), accountId: 'account-2' };
    await expect(accounts.create(again, 'code')).rejects.toMatchObject({ code: 'conflict' });
    expect(await codes.isGood('code', AT)).toBe(true);
  });

  test('are good for nothing when they are wrong, old or withdrawn, and no account is made', async () => {
    const { accounts, codes } = await openWith(database);
    await codes.invite(invitation('invitation-1', AT), 'old');
    await codes.invite(invitation('invitation-2'), 'withdrawn');
    expect(await codes.withdraw('invitation-2')).toBe(true);
    expect(await codes.withdraw('invitation-2')).toBe(false);
    for (const code of ['old', 'withdrawn', 'made up']) {
      expect(await codes.isGood(code, AT)).toBe(false);
      await expect(accounts.create(person('ada'), code)).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await accounts.page({ limit: 10 })).toEqual([]);
  });
});

describeEachDatabase('reset codes', (database) => {
  const attempt = (codeHash: string, name = 'ada', now = AT) => ({
    accountId: `account-${name}`,
    codeHash,
    now,
  });

  test('are good once, for one account, until they expire or another is given out', async () => {
    const { accounts, codes, passwords } = await openWith(database, 'ada', 'bob');
    await codes.setReset('account-ada', 'first', AT + 10);
    await codes.setReset('account-ada', 'second', AT + 10);
    expect(await passwords.reset(attempt('first'), 'new')).toBeUndefined();
    expect(await passwords.reset(attempt('second', 'bob'), 'new')).toBeUndefined();
    expect(await passwords.reset(attempt('second', 'nobody'), 'new')).toBeUndefined();
    expect(await passwords.reset(attempt('second', 'ada', AT + 10), 'new')).toBeUndefined();
    expect(await accounts.credentials('ada')).toMatchObject({ passwordHash: 'hash of ada' });
    const both = ['one', 'two'].map((hash) => passwords.reset(attempt('second'), hash));
    expect((await Promise.all(both)).filter((ended) => ended !== undefined)).toEqual([[]]);
    expect((await accounts.credentials('ada'))?.passwordHash).toMatch(/^(one|two)$/);
    expect(await accounts.credentials('bob')).toMatchObject({ passwordHash: 'hash of bob' });
  });

  test('end all sessions of the account', async () => {
    const { codes, passwords, sessions } = await openWith(database, 'ada', 'bob');
    await sessions.create(session('session-1', 'account-ada'), 'token-1', 'hash of ada');
    await sessions.create(session('session-2', 'account-bob'), 'token-2', 'hash of bob');
    await codes.setReset('account-ada', 'code', AT + 10);
    expect(await passwords.reset(attempt('code'), 'new')).toEqual(['session-1']);
    expect(await sessions.findByToken('token-1')).toBeUndefined();
    expect(await sessions.findByToken('token-2')).toBeDefined();
  });

  test('go with the password that was forgotten', async () => {
    const { codes, passwords } = await openWith(database, 'ada');
    await codes.setReset('account-ada', 'code', AT + 10);
    await passwords.change({ accountId: 'account-ada', from: 'hash of ada', to: 'another' }, '');
    expect(await passwords.reset(attempt('code'), 'new')).toBeUndefined();
  });
});

describeEachDatabase('a password', (database) => {
  const hash = { accountId: 'account-ada', from: 'hash of ada', to: 'another' };

  test('is changed by who knows the one before, and ends the other sessions', async () => {
    const { accounts, passwords, sessions } = await openWith(database, 'ada', 'bob');
    await sessions.create(session('session-1', 'account-ada'), 'token-1', 'hash of ada');
    await sessions.create(session('session-2', 'account-ada'), 'token-2', 'hash of ada');
    await sessions.create(session('session-3', 'account-bob'), 'token-3', 'hash of bob');
    expect(await passwords.change({ ...hash, from: 'wrong' }, 'session-1')).toBeUndefined();
    expect(await sessions.findByToken('token-2')).toBeDefined();
    expect(await passwords.change(hash, 'session-1')).toEqual(['session-2']);
    expect(await passwords.change(hash, 'session-1')).toBeUndefined();
    expect(await accounts.credentials('ada')).toMatchObject({ passwordHash: 'another' });
    expect(await accounts.credentials('bob')).toMatchObject({ passwordHash: 'hash of bob' });
    expect(await sessions.findByToken('token-1')).toBeDefined();
    expect(await sessions.findByToken('token-3')).toBeDefined();
  });

  test('opens no session once it is another', async () => {
    const { passwords, sessions } = await openWith(database, 'ada');
    await passwords.change(hash, '');
    const kept = session('session-1', 'account-ada');
    expect(await sessions.create(kept, 'token-1', 'hash of ada')).toBeUndefined();
    expect(await sessions.create({ ...kept, accountId: 'nobody' }, 'token-1', '')).toBeUndefined();
    expect(await sessions.findByToken('token-1')).toBeUndefined();
    expect(await sessions.create(kept, 'token-1', 'another')).toEqual([]);
  });

  test('is changed while many sign in by it, and none of them stays', async () => {
    const { passwords, sessions } = await openWith(database, 'ada');
    const comers = Array.from({ length: 20 }, (_, index) =>
      sessions.create(session(`session-${index}`, 'account-ada'), `token-${index}`, 'hash of ada'),
    );
    await Promise.all([...comers.slice(0, 10), passwords.change(hash, ''), ...comers.slice(10)]);
    expect(await sessions.ofAccount('account-ada', AT)).toEqual([]);
  });

  test('is hashed anew, unless it is another by now', async () => {
    const { accounts, passwords } = await openWith(database, 'ada');
    await passwords.renew({ ...hash, from: 'older', to: 'older, hashed anew' });
    expect(await accounts.credentials('ada')).toMatchObject({ passwordHash: 'hash of ada' });
    await passwords.renew(hash);
    expect(await accounts.credentials('ada')).toMatchObject({ passwordHash: 'another' });
  });
});

describeEachDatabase('sessions', (database) => {
  test('are found by the hash of their token, with whose they are', async () => {
    const { sessions } = await openWith(database, 'ada');
    const kept = session('session-1', 'account-ada');
    await sessions.create(kept, 'token-1', 'hash of ada');
    expect(await sessions.findByToken('token-1')).toEqual({
      session: kept,
      account: expect.objectContaining({ accountId: 'account-ada', isOperator: false }),
    });
    expect(await sessions.findByToken('token-2')).toBeUndefined();
    const times = { lastUsedAt: AT + 5, expiresAt: AT + 2_000 };
    await sessions.touch('session-1', times);
    expect(await sessions.findByToken('token-1')).toMatchObject({ session: { ...kept, ...times } });
  });

  test('are listed for their owner, the last used first, without those that expired', async () => {
    const { sessions } = await openWith(database, 'ada', 'bob');
    await sessions.create(session('session-1', 'account-ada'), 'token-1', 'hash of ada');
    await sessions.create(
      { ...session('session-2', 'account-ada'), lastUsedAt: AT + 1 },
      'token-2',
      'hash of ada',
    );
    await sessions.create(session('session-3', 'account-ada', AT), 'token-3', 'hash of ada');
    await sessions.create(session('session-4', 'account-bob'), 'token-4', 'hash of bob');
    const ids = async () =>
      (await sessions.ofAccount('account-ada', AT)).map(({ sessionId }) => sessionId);
    expect(await ids()).toEqual(['session-2', 'session-1']);
    await sessions.removeExpired(AT);
    expect(await sessions.findByToken('token-3')).toBeUndefined();
    expect(await ids()).toEqual(['session-2', 'session-1']);
  });

  test('are ended by their owner, one by one or all but one', async () => {
    const { sessions } = await openWith(database, 'ada', 'bob');
    for (const id of ['1', '2', '3']) {
      await sessions.create(session(`session-${id}`, 'account-ada'), `token-${id}`, 'hash of ada');
    }
    await sessions.create(session('session-4', 'account-bob'), 'token-4', 'hash of bob');
    expect(await sessions.end('account-bob', 'session-1')).toBe(false);
    expect(await sessions.end('account-ada', 'session-1')).toBe(true);
    expect(await sessions.end('account-ada', 'session-1')).toBe(false);
    expect(await sessions.endAll('account-ada', 'session-2')).toEqual(['session-3']);
    expect(await sessions.endAll('account-ada')).toEqual(['session-2']);
    expect(await sessions.findByToken('token-4')).toBeDefined();
  });

  test('are fifty at most; the one that was not used for the longest time ends', async () => {
    const { sessions } = await openWith(database, 'ada', 'bob');
    await sessions.create(session('session-bob', 'account-bob'), 'token-bob', 'hash of bob');
    const create = (index: number) =>
      sessions.create(
        { ...session(`session-${index}`, 'account-ada'), lastUsedAt: AT + index },
        `token-${index}`,
        'hash of ada',
      );
    for (let index = 0; index < SESSIONS_OF_ACCOUNT; index += 1) expect(await create(index)).toEqual([]);
    await sessions.touch('session-0', { lastUsedAt: AT + 1_000, expiresAt: AT + 2_000 });
    expect(await create(SESSIONS_OF_ACCOUNT)).toEqual(['session-1']);
    expect(await sessions.ofAccount('account-ada', AT)).toHaveLength(SESSIONS_OF_ACCOUNT);
    expect(await sessions.findByToken('token-1')).toBeUndefined();
    expect(await sessions.findByToken('token-bob')).toBeDefined();
  });
});

async function openWith(
  database: Parameters<Parameters<typeof describeEachDatabase>[1]>[0],
  ...names: string[]
): Promise<Storage> {
  const storage = await open(await database.place());
  for (const name of names) await storage.accounts.create(person(name));
  return storage;
}
