import { expect, test } from 'vitest';
import { openStorage } from '../../src/storage/openStorage.ts';
import { StorageError } from '../../src/storage/StorageError.ts';
import { allMessages } from './support/allMessages.ts';
import { Writer } from './support/children.ts';
import { describeEachDatabase, open, silentLog } from './support/databases.ts';
import { message } from './support/message.ts';

/** All there are, in their order. */
const APPLIED = [
  '0001_rooms_and_chat',
  '0002_secrets',
  '0003_accounts',
  '0004_people',
  '0005_doors',
  '0006_call_codes',
  '0007_direct_messages',
  '0008_kept_rooms',
  '0009_ringing',
  '0010_passkeys',
  '0011_mail',
  '0012_room_direct',
  '0013_identities',
  '0014_removed_devices',
  '0016_archives',
  '0017_push',
  '0018_files',
  '0019_suspensions',
];

describeEachDatabase('migrations', (database) => {
  test('run once, and leave what is there alone the next time', async () => {
    const place = await database.place();
    const first = await open(place);
    await first.rooms.touch('room', 1);
    await first.chat.append('room', message('message-1'));
    await first.close();
    const migrations = () => database.query(place, 'select * from kysely_migration');
    const before = await migrations();
    expect(before).toMatchObject(APPLIED.map((name) => ({ name })));
    const again = await open(place);
    expect(await migrations()).toEqual(before);
    expect(await allMessages(again, 'room')).toHaveLength(1);
  });

  test('servers that start at the same moment do not get into each other’s way', async () => {
    const place = await database.place();
    const writers = ['a', 'b', 'c', 'd'].map(
      (author) => new Writer(place, { room: 'room', author, count: 1 }),
    );
    await Promise.all(writers.map((writer) => writer.ready()));
    const written = (await Promise.all(writers.map((writer) => writer.rest()))).flat();
    expect(written).toHaveLength(4);
    expect(await allMessages(await open(place), 'room')).toHaveLength(4);
    expect(await database.query(place, 'select name from kysely_migration')).toHaveLength(
      APPLIED.length,
    );
  });

  test('a database of a newer version is refused and left as it is', async () => {
    const place = await database.place();
    const storage = await open(place);
    await storage.rooms.touch('room', 1);
    await storage.close();
    await database.query(
      place,
      `insert into kysely_migration values ('9999_something_new', '2099-01-01T00:00:00.000Z')`,
    );
    const contents = async () => [
      await database.query(place, 'select * from kysely_migration order by name'),
      await database.query(place, 'select * from rooms'),
    ];
    const before = await contents();
    const attempt = openStorage({ ...place, log: silentLog });
    await expect(attempt).rejects.toBeInstanceOf(StorageError);
    await expect(attempt).rejects.toThrow(/newer version of Parley \(it knows 9999_something_new\)/);
    expect(await contents()).toEqual(before);
  });
});
