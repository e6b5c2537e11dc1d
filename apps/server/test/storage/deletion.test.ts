import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Storage } from '../../src/storage/Storage.ts';
import { ADMIN_TOKEN, operator } from '../wire/support/operator.ts';
import { TestServer } from '../wire/support/TestServer.ts';
import { until } from '../wire/support/until.ts';
import {
  describeEachDatabase,
  open,
  type TestDatabase,
  temporaryDirectory,
} from './support/databases.ts';
import { FILLINGS, fillTables, isAboutNobody, MARK } from './support/fillTables.ts';
import { accountIdOf } from './support/newAccount.ts';

/** Those that keep account of the schema itself. */
const OF_KYSELY = ['kysely_migration', 'kysely_migration_lock'];

describeEachDatabase('an account that is deleted', (database) => {
  test('every table of the schema is filled, and nothing else is', async () => {
    const place = await database.place();
    await open(place);
    expect(await tablesOf(database, place)).toEqual(Object.keys(FILLINGS).sort());
  });

  test('leaves nothing in any table, and no file', async () => {
    const place = await database.place();
    const dataDir = place.databaseUrl === undefined ? place.dataDir : temporaryDirectory();
    let kept: Storage | undefined;
    const server = await TestServer.start({
      dataDir,
      databaseUrl: place.databaseUrl,
      config: { adminToken: ADMIN_TOKEN },
      wrapStorage: (storage) => {
        kept = storage;
        return storage;
      },
    });
    if (kept === undefined) throw new Error('there is no storage');
    await fillTables(kept, (sql) => database.query(place, sql));
    const tables = await tablesOf(database, place);
    const withHer = async () => {
      const found = [];
      for (const table of tables) {
        const rows = await database.query(place, `select * from ${table}`);
        if (JSON.stringify(rows).includes(MARK)) found.push(table);
      }
      return found;
    };
    expect(await withHer()).toEqual(tables.filter((table) => !isAboutNobody(table)));
    const files = join(dataDir, 'files');
    mkdirSync(files);
    for (const name of [`sealed-${MARK}`, `shared-${MARK}`, `of-a-guest-${MARK}`, 'of-bob']) {
      writeFileSync(join(files, name), '.');
    }

    const deleted = { params: [accountIdOf(MARK)] };
    expect((await operator(server, 'DELETE /accounts/:accountId', deleted)).status).toBe(204);
    expect(await withHer()).toEqual([]);
    await until('the files are gone', () => readdirSync(files).length === 1);
    expect(readdirSync(files)).toEqual(['of-bob']);
    // Nor did anybody else lose anything.
    expect(await database.query(place, 'select name from accounts order by name')).toEqual(
      ['bob', 'cleo', 'dan', 'eve'].map((name) => ({ name })),
    );
    expect(await database.query(place, 'select room from kept_rooms')).toEqual([
      { room: 'room-of-bob' },
    ]);

    if (place.databaseUrl !== undefined) return;
    await server.app.close();
    for (const name of readdirSync(dataDir).filter((one) => one.startsWith('parley.db'))) {
      expect(readFileSync(join(dataDir, name)).includes(MARK), name).toBe(false);
    }
  });
});

async function tablesOf(
  database: TestDatabase,
  place: Awaited<ReturnType<TestDatabase['place']>>,
): Promise<string[]> {
  const sql =
    place.databaseUrl === undefined
      ? `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`
      : `select table_name as name from information_schema.tables where table_schema = 'public'`;
  const rows = (await database.query(place, sql)) as { name: string }[];
  return rows
    .map(({ name }) => name)
    .filter((name) => !OF_KYSELY.includes(name))
    .sort();
}
