import { expect, test } from 'vitest';
import { describeEachDatabase, open, type TestDatabase } from './support/databases.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const ADA = accountIdOf('ada');

async function withAda(database: TestDatabase) {
  const place = await database.place();
  const storage = await open(place);
  await storage.accounts.create(newAccount('ada'));
  return { place, storage };
}

const part = (index: number, archiveId = 'one', parts = 2) => ({
  accountId: ADA,
  archiveId,
  parts,
  part: index,
  body: `${archiveId}-${index}`,
});

describeEachDatabase('archives', (database) => {
  test('are found when they are whole, until they expire, and then leave nothing', async () => {
    const { place, storage } = await withAda(database);
    await storage.archives.put(part(0), 1, 100);
    expect(await storage.archives.find(ADA, 1)).toBeUndefined();
    await storage.archives.put(part(1), 2, 101);
    await storage.archives.put(part(1), 3, 102);
    const whole = { archiveId: 'one', parts: 2, createdAt: 1, expiresAt: 100 };
    expect(await storage.archives.find(ADA, 99)).toEqual(whole);
    expect(await storage.archives.find(ADA, 100)).toBeUndefined();
    expect(await storage.archives.removeExpired(99)).toBe(100);
    expect(await storage.archives.part(part(1), 99)).toBe('one-1');
    expect(await storage.archives.part(part(1), 100)).toBeUndefined();
    expect(await storage.archives.removeExpired(100)).toBeUndefined();
    for (const table of ['archives', 'archive_parts']) {
      expect(await database.query(place, `select * from ${table}`), table).toEqual([]);
    }
  });

  test('are one for each account, whole or not, whoever begins at the same time', async () => {
    const { place, storage } = await withAda(database);
    const ids = Array.from({ length: 6 }, (_, index) => `archive-${index}`);
    const puts = ids.map(async (archiveId) => {
      await storage.archives.put(part(0, archiveId), 1, 100);
      await storage.archives.put(part(1, archiveId), 1, 100);
    });
    const outcomes = await Promise.allSettled(puts);
    const found = await storage.archives.find(ADA, 1);
    expect(ids).toContain(found?.archiveId);
    expect(outcomes[ids.indexOf(found?.archiveId ?? '')]).toMatchObject({ status: 'fulfilled' });
    const parts = await database.query(place, 'select body from archive_parts order by part');
    expect(parts).toEqual([{ body: `${found?.archiveId}-0` }, { body: `${found?.archiveId}-1` }]);
  });

  test('are gone with the account', async () => {
    const { place, storage } = await withAda(database);
    await storage.archives.put(part(0), 1, 100);
    await storage.archives.remove({ accountId: ADA, archiveId: 'another' });
    expect(await database.query(place, 'select archive_id from archives')).toHaveLength(1);
    await storage.accounts.remove(ADA);
    expect(await database.query(place, 'select * from archive_parts')).toEqual([]);
  });
});
