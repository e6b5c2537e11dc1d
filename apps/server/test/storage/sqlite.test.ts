import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Tables } from '../../src/storage/Database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { createStorage, openStorage } from '../../src/storage/openStorage.ts';
import { StorageError } from '../../src/storage/StorageError.ts';
import { explainSqlite } from '../../src/storage/sqlite/explainSqlite.ts';
import { openSqlite } from '../../src/storage/sqlite/openSqlite.ts';
import { allMessages } from './support/allMessages.ts';
import { Writer } from './support/children.ts';
import { open, silentLog, temporaryDirectory } from './support/databases.ts';
import { message } from './support/message.ts';

function placeIn(dataDir: string) {
  return { databaseUrl: undefined, dataDir };
}

describe('the SQLite file', () => {
  test('is made in a directory that no other user can look into', async () => {
    const dataDir = join(temporaryDirectory(), 'not/yet/there');
    await open(placeIn(dataDir));
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(existsSync(join(dataDir, 'parley.db'))).toBe(true);
  });

  test('keeps a write-ahead log that is synced at each commit, and checks foreign keys', async () => {
    const { dialect } = openSqlite(temporaryDirectory());
    const db = new Kysely<unknown>({ dialect });
    const pragma = async (name: string) => {
      const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(db);
      return Object.values(rows[0] ?? {});
    };
    expect(await pragma('journal_mode')).toEqual(['wal']);
    // 2: FULL, https://www.sqlite.org/pragma.html#pragma_synchronous
    expect(await pragma('synchronous')).toEqual([2]);
    expect(await pragma('foreign_keys')).toEqual([1]);
    expect(await pragma('busy_timeout')).toEqual([5000]);
    await db.destroy();
  });

  test('can be copied while it is written to', async () => {
    const dataDir = temporaryDirectory();
    const writer = new Writer(placeIn(dataDir), { room: 'room', author: 'ann', count: 0 });
    await writer.ready();
    for (let copy = 0; copy < 5; copy += 1) {
      const acknowledged = await writer.acknowledged();
      const copyDir = temporaryDirectory();
      const live = new DatabaseSync(join(dataDir, 'parley.db'), { timeout: 5000 });
      live.prepare('vacuum into ?').run(join(copyDir, 'parley.db'));
      live.close();
      const check = new DatabaseSync(join(copyDir, 'parley.db'));
      expect(check.prepare('pragma integrity_check').all()).toMatchObject([{ integrity_check: 'ok' }]);
      check.close();
      const kept = await allMessages(await open(placeIn(copyDir)), 'room');
      expect(kept.map((one) => one.position)).toEqual(kept.map((_, index) => index + 1));
      expect(kept.length).toBeGreaterThanOrEqual(acknowledged?.position ?? Number.POSITIVE_INFINITY);
    }
    await writer.kill();
  });

  test('does not answer a ping when it was removed or replaced under the server', async () => {
    const dataDir = temporaryDirectory();
    const storage = await open(placeIn(dataDir));
    await expect(storage.ping()).resolves.toBeUndefined();
    renameSync(join(dataDir, 'parley.db'), join(dataDir, 'moved.db'));
    await expect(storage.ping()).rejects.toThrow(/removed or replaced/);
    writeFileSync(join(dataDir, 'parley.db'), '');
    await expect(storage.ping()).rejects.toThrow(/removed or replaced/);
  });

  test('does not answer a ping when it is closed', async () => {
    const storage = await openStorage({ ...placeIn(temporaryDirectory()), log: silentLog });
    await storage.close();
    await expect(storage.ping()).rejects.toThrow();
  });
});

describe('on a full disk', () => {
  test('writing fails whole, reading goes on, and with room again so does writing', async () => {
    const { dialect } = openSqlite(temporaryDirectory());
    const db = new Kysely<Tables>({ dialect });
    await migrate(db);
    const storage = createStorage(db);
    const limitPages = (count: number) => sql.raw(`pragma max_page_count = ${count}`).execute(db);
    await storage.rooms.touch('room', 1);
    await storage.ping('write');
    await limitPages(1);
    let kept = 0;
    let refusal: unknown;
    while (refusal === undefined) {
      try {
        await storage.chat.append('room', message(`message-${kept + 1}`, 'x'.repeat(4_000)));
        kept += 1;
      } catch (error) {
        refusal = error;
      }
    }
    expect(refusal).toMatchObject({ message: expect.stringMatching(/full/) });
    expect(await storage.rooms.find('room')).toMatchObject({ name: 'room' });
    expect((await storage.chat.page('room', { limit: 50 })).messages).toHaveLength(kept);
    await limitPages(1_000_000);
    const again = await storage.chat.append('room', message(`message-${kept + 1}`, 'x'.repeat(4_000)));
    // [C2] What did not fit took no position with it.
    expect(again).toMatchObject({ isNew: true, message: { position: kept + 1 } });
    await storage.close();
  });

  test('a ping that writes finds out', async () => {
    const dataDir = temporaryDirectory();
    const storage = await open(placeIn(dataDir));
    const other = new DatabaseSync(join(dataDir, 'parley.db'));
    other.exec('begin immediate');
    await storage.ping();
    await expect(storage.ping('write')).rejects.toThrow(/locked/);
    other.close();
    await storage.ping('write');
  });
});

describe('what is wrong with the data directory is said clearly', () => {
  async function refusal(dataDir: string): Promise<string> {
    const error = await openStorage({ ...placeIn(dataDir), log: silentLog }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StorageError);
    return (error as StorageError).message;
  }

  test('it is a file, or under one', async () => {
    const file = join(temporaryDirectory(), 'file');
    writeFileSync(file, '');
    expect(await refusal(file)).toMatch(/is not a directory\. Set DATA_DIR/);
    expect(await refusal(join(file, 'deeper'))).toMatch(/is not a directory\. Set DATA_DIR/);
  });

  test('the file in it is no database, and stays as it is', async () => {
    const dataDir = temporaryDirectory();
    const path = join(dataDir, 'parley.db');
    const text = 'My shopping list: bread, butter, tea. '.repeat(100);
    writeFileSync(path, text);
    expect(await refusal(dataDir)).toMatch(/parley\.db is not an SQLite database\. Move it away/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('the file in it is a directory', async () => {
    const dataDir = temporaryDirectory();
    mkdirSync(join(dataDir, 'parley.db'));
    expect(await refusal(dataDir)).toMatch(/cannot be opened for writing\. Set DATA_DIR/);
  });

  test('somebody else holds it', () => {
    const path = join(temporaryDirectory(), 'parley.db');
    const [one, two] = [new DatabaseSync(path), new DatabaseSync(path)];
    one.exec('begin exclusive');
    expect(explanationOf(() => two.exec('begin immediate'))).toMatch(
      /held by another process.*running twice/,
    );
    one.close();
    two.close();
  });

  test('the disk is full', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('pragma max_page_count = 3; create table words (word text)');
    const fill = () => database.prepare('insert into words values (?)').run('x'.repeat(100_000));
    expect(explanationOf(fill)).toMatch(/The disk that holds \/data is full\. Make room/);
    database.close();
  });

  test('it may not be written to', () => {
    const refuse = () => {
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    };
    expect(explanationOf(refuse)).toMatch(
      /data directory \/data cannot be written to \(EACCES\)\. Set DATA_DIR/,
    );
  });

  function explanationOf(attempt: () => unknown): string {
    try {
      attempt();
    } catch (error) {
      return explainSqlite(error, '/data/parley.db', '/data').message;
    }
    throw new Error('nothing went wrong');
  }
});
