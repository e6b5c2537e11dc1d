import { expect, test } from 'vitest';
import type { Storage } from '../../src/storage/Storage.ts';
import { describeEachDatabase, open, type Place, type TestDatabase } from './support/databases.ts';
import { message } from './support/message.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const NOW = 1_795_000_000_000;
const ROOM = `ring-${'a'.repeat(24)}`;
const OTHER = `ring-${'b'.repeat(24)}`;
const [ADA, BOB, CY] = ['ada', 'bob', 'cy'].map(accountIdOf) as [string, string, string];

async function threePeople(database: TestDatabase): Promise<{ storage: Storage; place: Place }> {
  const place = await database.place();
  const storage = await open(place);
  for (const name of ['ada', 'bob', 'cy']) await storage.accounts.create(newAccount(name));
  return { storage, place };
}

async function missedBy({ missedCalls }: Storage, accountId: string): Promise<string[]> {
  const kept = await missedCalls.of(accountId, 10);
  return kept.map(({ caller, count, lastAt }) => `${caller.name} ${count} ${lastAt}`);
}

describeEachDatabase('missed calls', (database) => {
  test('are one entry for each caller, the latest first', async () => {
    const { storage } = await threePeople(database);
    await storage.missedCalls.add(ADA, BOB, 5);
    await storage.missedCalls.add(ADA, CY, 6);
    expect(await storage.missedCalls.add(ADA, BOB, 7)).toMatchObject({ count: 2, lastAt: 7 });
    await storage.missedCalls.add(BOB, ADA, 8);
    expect(await missedBy(storage, ADA)).toEqual(['bob 2 7', 'cy 1 6']);
    expect(await missedBy(storage, BOB)).toEqual(['ada 1 8']);
    expect(await storage.missedCalls.of(ADA, 1)).toHaveLength(1);
  });

  test('that come at once are all counted', async () => {
    const { storage } = await threePeople(database);
    await Promise.all([
      ...[1, 2, 3, 4].map((at) => storage.missedCalls.add(ADA, BOB, at)),
      ...[1, 2, 3, 4].map((at) => storage.missedCalls.add(BOB, ADA, at)),
    ]);
    expect([await storage.missedCalls.of(ADA, 10), await storage.missedCalls.of(BOB, 10)]).toMatchObject(
      [[{ count: 4 }], [{ count: 4 }]],
    );
  });

  test('are cleared up to a moment, and one’s own alone', async () => {
    const { storage } = await threePeople(database);
    await storage.missedCalls.add(ADA, BOB, 5);
    await storage.missedCalls.add(ADA, CY, 6);
    await storage.missedCalls.add(BOB, CY, 5);
    await storage.missedCalls.clear(ADA, 5);
    expect(await missedBy(storage, ADA)).toEqual(['cy 1 6']);
    expect(await missedBy(storage, BOB)).toEqual(['cy 1 5']);
    // Whoever calls again begins anew.
    await storage.missedCalls.add(ADA, BOB, 9);
    expect(await missedBy(storage, ADA)).toEqual(['bob 1 9', 'cy 1 6']);
  });

  test('go with either account, and none is kept of somebody who is gone', async () => {
    const { storage } = await threePeople(database);
    await storage.missedCalls.add(ADA, BOB, 5);
    await storage.missedCalls.add(CY, ADA, 5);
    await storage.accounts.remove(BOB);
    expect(await missedBy(storage, ADA)).toEqual([]);
    await storage.accounts.remove(ADA);
    expect(await missedBy(storage, CY)).toEqual([]);
    expect(await storage.missedCalls.add(CY, ADA, 6)).toBeUndefined();
    expect(await storage.missedCalls.add(ADA, CY, 6)).toBeUndefined();
  });
});

describeEachDatabase('rooms of direct calls', (database) => {
  test('are of two until they are opened, also in a storage that was opened anew', async () => {
    const { storage, place } = await threePeople(database);
    await storage.ringRooms.add(ROOM, [ADA, BOB], NOW + 5);
    const kept = { accountIds: [ADA, BOB], isOpen: false };
    expect(await storage.ringRooms.find(ROOM, NOW)).toEqual(kept);
    expect(await storage.ringRooms.find(ROOM, NOW + 5)).toBeUndefined();
    expect(await storage.ringRooms.find(OTHER, NOW)).toBeUndefined();
    await storage.ringRooms.open(ROOM);
    await storage.close();
    const again = await open(place);
    expect(await again.ringRooms.find(ROOM, NOW + 5)).toEqual({ ...kept, isOpen: true });
  });

  test('let in nobody in the name of an account that is gone', async () => {
    const { storage } = await threePeople(database);
    await storage.ringRooms.add(ROOM, [ADA, BOB], NOW + 5);
    await storage.accounts.remove(ADA);
    expect(await storage.ringRooms.find(ROOM, NOW)).toEqual({ accountIds: [BOB], isOpen: false });
  });

  test('are forgotten with what was said, but for those in use and those opened', async () => {
    const { storage } = await threePeople(database);
    const rooms = [ROOM, OTHER, `ring-${'c'.repeat(24)}`, `ring-${'d'.repeat(24)}`] as const;
    const [old, used, opened, good] = rooms;
    for (const room of rooms) {
      await storage.ringRooms.add(room, [ADA, BOB], room === good ? NOW + 1 : NOW);
      await storage.rooms.touch(room, NOW);
      await storage.chat.append(room, message('message-1', 'hello'));
    }
    await storage.ringRooms.open(opened);
    expect(await storage.ringRooms.removeExpired(NOW, (room) => room === used)).toEqual([old]);
    const said = await Promise.all(rooms.map((room) => storage.chat.page(room, { limit: 5 })));
    expect(said.map(({ messages }) => messages.length)).toEqual([0, 1, 1, 1]);
    expect(await storage.rooms.find(old)).toBeUndefined();
    expect(await storage.ringRooms.removeExpired(NOW, (room) => room === used)).toEqual([]);
  });
});
