import { Kysely, sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { guardStorage } from '../../src/storage/guardStorage.ts';
import { openStorage } from '../../src/storage/openStorage.ts';
import { openPostgres } from '../../src/storage/postgres/openPostgres.ts';
import { StorageError } from '../../src/storage/StorageError.ts';
import { open, silentLog } from './support/databases.ts';
import { message } from './support/message.ts';
import { newAccount } from './support/newAccount.ts';
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

  test('when it stands still, requests are given up, and what comes of them is neither lost nor doubled', async () => {
    const unguarded = await open({ databaseUrl: await postgres.createDatabase(), dataDir });
    const limits: (() => void)[] = [];
    const storage = guardStorage(unguarded, {
      after: (_ms, late) => {
        limits.push(late);
        return () => limits.splice(limits.indexOf(late), 1);
      },
      log: silentLog,
    });
    await storage.rooms.touch('room', 1);
    await storage.chat.append('room', message('message-1'));
    postgres.freeze();
    const hanging = [
      storage.chat.append('room', message('message-2')),
      storage.chat.append('room', message('message-3')),
      storage.rooms.touch('room', 2),
      storage.ping(),
    ];
    for (const late of [...limits]) late();
    for (const request of hanging) await expect(request).rejects.toMatchObject({ code: 'unavailable' });
    postgres.thaw();
    // Sent again, as somebody does who was told that it was not sent.
    for (const id of ['message-2', 'message-3', 'message-4']) {
      await storage.chat.append('room', message(id));
    }
    const { messages } = await storage.chat.page('room', { limit: 50 });
    expect(messages.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(4);
    await storage.ping();
  });

  test('killed and started again, it has what was acknowledged, and goes on', async () => {
    const storage = await open({ databaseUrl: await postgres.createDatabase(), dataDir });
    await storage.rooms.touch('room', 1);
    await storage.chat.append('room', message('message-1'));
    await postgres.kill9();
    await expect(storage.chat.append('room', message('message-2'))).rejects.toThrow();
    await postgres.resume();
    const { message: kept } = await storage.chat.append('room', message('message-2'));
    expect(kept.position).toBe(2);
  });

  test('a connection whose query was given up is used by nobody else', async () => {
    const databaseUrl = new URL(await postgres.createDatabase());
    // Long enough for a query that is answered at once, on a machine that is slow.
    databaseUrl.searchParams.set('query_timeout', '5000');
    const { dialect } = openPostgres(databaseUrl.href, silentLog);
    const db = new Kysely<unknown>({ dialect });
    const connection = async () =>
      (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid;
    const first = await connection();
    await expect(sql`select 1 / 0`.execute(db)).rejects.toThrow(/division by zero/);
    expect(await connection()).toBe(first);
    await expect(sql`select pg_sleep(600)`.execute(db)).rejects.toThrow(/timeout/);
    expect(await connection()).not.toBe(first);
    await db.destroy();
  });

  test('a sign-in waits for a password that is being changed, and then comes to nothing', async () => {
    const databaseUrl = await postgres.createDatabase();
    const storage = await open({ databaseUrl, dataDir });
    const account = newAccount('ada');
    await storage.accounts.create(account);
    const [changing, watching] = [new Client(databaseUrl), new Client(databaseUrl)];
    await Promise.all([changing.connect(), watching.connect()]);
    await changing.query('begin');
    await changing.query(`update accounts set password_hash = 'another'`);
    const { accountId, passwordHash } = account;
    const times = { createdAt: 1, lastUsedAt: 1, expiresAt: 2 };
    const session = { sessionId: 'session-1', accountId, userAgent: '', ...times };
    const signIn = storage.sessions.create(session, 'token', passwordHash);
    const isWaiting = async () =>
      (await watching.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).rows;
    await Promise.race([signIn, vi.waitUntil(async () => (await isWaiting()).length > 0, 60_000)]);
    await changing.query('delete from sessions');
    await changing.query('commit');
    expect(await signIn).toBeUndefined();
    expect(await storage.sessions.findByToken('token')).toBeUndefined();
    await Promise.all([changing.end(), watching.end()]);
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
