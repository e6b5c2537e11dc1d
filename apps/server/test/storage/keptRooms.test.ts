import { expect, test } from 'vitest';
import type { NewKeptRoom } from '../../src/storage/KeptRoomRepository.ts';
import type { Storage } from '../../src/storage/Storage.ts';
import { describeEachDatabase, open } from './support/databases.ts';
import { message } from './support/message.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const NOW = 1_795_000_000_000;
const LIMIT = 50;

const aRoom = (room: string, change: Partial<NewKeptRoom> = {}): NewKeptRoom => ({
  room,
  ownerId: accountIdOf('ada'),
  title: `The ${room}`,
  access: 'members',
  isDirectAllowed: true,
  isPersonal: false,
  createdAt: NOW,
  ...change,
});

async function withAccounts(storage: Storage): Promise<Storage> {
  for (const name of ['ada', 'bob', 'cleo']) await storage.accounts.create(newAccount(name));
  return storage;
}

const names = (accounts: { name: string }[]) => accounts.map(({ name }) => name);

describeEachDatabase('rooms that accounts keep', (database) => {
  test('are there after the storage was opened anew, as they were changed', async () => {
    const place = await database.place();
    const first = await withAccounts(await open(place));
    await first.keptRooms.create(aRoom('team'), LIMIT);
    await first.keptRooms.create(aRoom('own', { isPersonal: true, createdAt: NOW + 1 }), LIMIT);
    await first.keptRooms.addMember('team', accountIdOf('bob'), { at: NOW, limit: 9 });
    await first.keptRooms.update('team', {
      title: 'Monday',
      access: 'link',
      isDirectAllowed: false,
    });
    await first.keptRooms.update('own', {});
    const meeting = {
      title: 'Plans',
      startsAt: NOW + 9,
      minutes: 30,
      uid: 'uid',
      sequence: 1,
      changedAt: NOW,
    };
    await first.keptRooms.setMeeting('team', meeting);
    await first.close();

    const { keptRooms } = await open(place);
    const changed = { title: 'Monday', access: 'link', isDirectAllowed: false } as const;
    const team = { ...aRoom('team', changed), meeting };
    const own = { ...aRoom('own', { isPersonal: true, createdAt: NOW + 1 }), meeting: null };
    expect(await keptRooms.find('team')).toEqual(team);
    expect(await keptRooms.find('nowhere')).toBeUndefined();
    expect(await keptRooms.findPersonal(accountIdOf('ada'))).toEqual(own);
    expect(await keptRooms.findPersonal(accountIdOf('bob'))).toBeUndefined();
    expect(await keptRooms.ofAccount(accountIdOf('ada'))).toEqual([team, own]);
    expect(await keptRooms.ofAccount(accountIdOf('bob'))).toEqual([team]);
    expect(await keptRooms.ofAccount(accountIdOf('cleo'))).toEqual([]);
    expect(await keptRooms.guard('team')).toEqual({
      access: 'link',
      accountIds: new Set([accountIdOf('ada'), accountIdOf('bob')]),
      isDirectAllowed: false,
    });
    expect(await keptRooms.guard('nowhere')).toBeUndefined();
    await keptRooms.setMeeting('team', null);
    expect((await keptRooms.find('team'))?.meeting).toBeNull();
  });

  test('a name is given once, and none that was used before; one account has one personal room', async () => {
    const storage = await withAccounts(await open(await database.place()));
    const { keptRooms } = storage;
    await keptRooms.create(aRoom('team', { isPersonal: true }), LIMIT);
    await storage.rooms.touch('used', NOW);
    for (const room of [
      aRoom('team', { ownerId: accountIdOf('bob') }),
      aRoom('used'),
      aRoom('second', { isPersonal: true }),
    ]) {
      await expect(keptRooms.create(room, LIMIT), room.room).rejects.toMatchObject({ code: 'conflict' });
    }
    await expect(keptRooms.create(aRoom('nobodys', { ownerId: 'nobody' }), LIMIT)).rejects.toMatchObject(
      { code: 'not-found' },
    );
    expect(await keptRooms.ofAccount(accountIdOf('ada'))).toHaveLength(1);
    expect(await keptRooms.guard('used')).toBeUndefined();
  });

  test('of many that are made at once, no more than the limit', async () => {
    const { keptRooms } = await withAccounts(await open(await database.place()));
    const made = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => keptRooms.create(aRoom(`room-${index}`), 3)),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await keptRooms.ofAccount(accountIdOf('ada'))).toHaveLength(3);
  });

  test('members are added once, up to a limit, and go with their account', async () => {
    const storage = await withAccounts(await open(await database.place()));
    const { keptRooms } = storage;
    await keptRooms.create(aRoom('team'), LIMIT);
    const add = (name: string, limit = 1) =>
      keptRooms.addMember('team', accountIdOf(name), { at: NOW, limit });
    await add('bob');
    await add('bob');
    await expect(add('cleo')).rejects.toMatchObject({ code: 'full' });
    await add('cleo', 2);
    await expect(add('nobody', 9)).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      keptRooms.addMember('nowhere', accountIdOf('bob'), { at: NOW, limit: 9 }),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect(names(await keptRooms.members('team'))).toEqual(['bob', 'cleo']);
    expect(await keptRooms.removeMember('team', accountIdOf('bob'))).toBe(true);
    expect(await keptRooms.removeMember('team', accountIdOf('bob'))).toBe(false);
    await storage.accounts.remove(accountIdOf('cleo'));
    expect(await keptRooms.members('team')).toEqual([]);
  });

  test('are removed with what was said in them, and an account is not removed before them', async () => {
    const storage = await withAccounts(await open(await database.place()));
    await storage.rooms.touch('other', NOW);
    await storage.chat.append('other', message('message-1'));
    await storage.keptRooms.create(aRoom('team'), LIMIT);
    await storage.rooms.touch('team', NOW);
    await storage.chat.append('team', message('message-1'));
    await expect(storage.accounts.remove(accountIdOf('ada'))).rejects.toThrow();
    await storage.keptRooms.remove('team');
    expect(await storage.keptRooms.find('team')).toBeUndefined();
    expect((await storage.chat.page('team', { limit: 5 })).messages).toEqual([]);
    expect((await storage.chat.page('other', { limit: 5 })).messages).toHaveLength(1);
    await storage.accounts.remove(accountIdOf('ada'));
    expect(await storage.accounts.find(accountIdOf('ada'))).toBeUndefined();
  });

  test('remember who was there, the newest, each coming once', async () => {
    const storage = await withAccounts(await open(await database.place()));
    await storage.keptRooms.create(aRoom('team'), LIMIT);
    const { roomVisits } = storage;
    const visit = (index: number, accountId: string | null = null) => ({
      room: 'team',
      peerId: `peer-${index}`,
      accountId,
      name: `Visitor ${index}`,
      joinedAt: NOW + index,
    });
    for (const index of [1, 2, 3, 4]) await roomVisits.begin(visit(index), 3);
    await roomVisits.begin(visit(5, accountIdOf('bob')), 3);
    await roomVisits.end(visit(5), NOW + 100);
    await roomVisits.end(visit(4), NOW + 50);
    await roomVisits.begin(visit(4), 3);
    const all = await roomVisits.ofRoom('team', 9);
    expect(all).toMatchObject([
      { peerId: 'peer-5', name: 'Visitor 5', account: { name: 'bob' }, leftAt: NOW + 100 },
      { peerId: 'peer-4', account: null, leftAt: null },
      { peerId: 'peer-3', joinedAt: NOW + 3 },
    ]);
    expect(await roomVisits.ofRoom('team', 1)).toEqual(all.slice(0, 1));
    expect(await roomVisits.ofAccount(accountIdOf('bob'))).toEqual(all.slice(0, 1));
    await storage.accounts.remove(accountIdOf('bob'));
    expect(await roomVisits.ofRoom('team', 9)).toEqual(all.slice(1));
    await expect(roomVisits.begin({ ...visit(6), room: 'nowhere' }, 3)).rejects.toThrow();
    await storage.keptRooms.remove('team');
    expect(await roomVisits.ofRoom('team', 9)).toEqual([]);
  });
});
