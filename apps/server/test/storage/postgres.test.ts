import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStorage } from '../../src/storage/openStorage.ts';
import { StorageError } from '../../src/storage/StorageError.ts';
import { open, silentLog } from './support/databases.ts';
import { message } from './support/message.ts';
import { PrivatePostgres } from './support/PrivatePostgres.ts';

const dataDir = '/nowhere: Postgres needs no directory';

describe('Postgres', () => {
  let postgres: PrivatePostgres;
  beforeAll(async () => {
    postgres = await PrivatePostgres.start();
  });
  afterAll(() => postgres?.remove());

  test('when it stops, pings and requests fail; when it is back, all goes on', async () => {
    const storage = await open({ databaseUrl: await postgres.createDatabase(), dataDir });
    await storage.rooms.touch('room', 1);
    await storage.chat.append('room', message('message-1'));
    await expect(storage.ping()).resolves.toBeUndefined();

    await postgres.stop();
    await expect(storage.ping()).rejects.toThrow();
    await expect(storage.chat.append('room', message('message-2'))).rejects.toThrow();

    await postgres.resume();
    await expect(storage.ping()).resolves.toBeUndefined();
    const { message: kept } = await storage.chat.append('room', message('message-2'));
    expect(kept.position).toBe(2);
  });

  test('a database that is not there is named in the error, its password is not', async () => {
    const url = new URL(await postgres.createDatabase());
    url.pathname = '/no_such_database';
    url.password = 'top-secret';
    const attempt = openStorage({ databaseUrl: url.href, dataDir, log: silentLog });
    await expect(attempt).rejects.toBeInstanceOf(StorageError);
    await expect(attempt).rejects.toThrow(
      /postgres:\/\/parley@localhost\/no_such_database cannot be used: .*does not exist/,
    );
    await expect(attempt).rejects.not.toThrow(/top-secret/);
  });

  test('a server that does not answer is an error', async () => {
    // Port 1 (tcpmux) is served by nobody.
    const attempt = openStorage({
      databaseUrl: 'postgres://127.0.0.1:1/parley',
      dataDir,
      log: silentLog,
    });
    await expect(attempt).rejects.toThrow(
      /postgres:\/\/127\.0\.0\.1:1\/parley cannot be used: .*ECONNREFUSED/,
    );
  });

  test.each([
    ['mysql://localhost/parley', /must begin with postgres:\/\/, not mysql:/],
    ['parley.db', /is not a URL/],
  ])('%s is refused as DATABASE_URL', async (databaseUrl, reason) => {
    await expect(openStorage({ databaseUrl, dataDir, log: silentLog })).rejects.toThrow(reason);
  });
});
