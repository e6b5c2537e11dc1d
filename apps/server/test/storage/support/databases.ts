import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { openStorage } from '../../../src/storage/openStorage.ts';
import type { Storage } from '../../../src/storage/Storage.ts';
import { PrivatePostgres } from './PrivatePostgres.ts';

export const silentLog = pino({ enabled: false });

/** Where an empty database is; what a child process is given too. */
export type Place = { databaseUrl: string | undefined; dataDir: string };

export type TestDatabase = {
  /** An empty database, removed when the test ends. */
  place(): Promise<Place>;
  /** Runs SQL behind Parley's back. */
  query(place: Place, sql: string): Promise<unknown[]>;
};

/** Runs the same tests with SQLite and with a real Postgres. */
export function describeEachDatabase(name: string, tests: (database: TestDatabase) => void): void {
  describe(`${name}, SQLite`, () => {
    tests({
      place: async () => ({ databaseUrl: undefined, dataDir: temporaryDirectory() }),
      query: async ({ dataDir }, sql) => {
        const database = new DatabaseSync(join(dataDir, 'parley.db'));
        const rows = database.prepare(sql).all();
        database.close();
        return rows;
      },
    });
  });

  describe(`${name}, Postgres`, () => {
    let postgres: PrivatePostgres;
    beforeAll(async () => {
      postgres = await PrivatePostgres.start();
    });
    afterAll(() => postgres?.remove());
    tests({
      place: async () => ({
        databaseUrl: await postgres.createDatabase(),
        dataDir: '/nowhere: Postgres needs no directory',
      }),
      query: async ({ databaseUrl }, sql) => {
        const client = new Client({ connectionString: databaseUrl });
        await client.connect();
        const { rows } = await client.query(sql);
        await client.end();
        return rows;
      },
    });
  });
}

/** Opens a storage that is closed when the test ends. */
export async function open(place: Place): Promise<Storage> {
  const storage = await openStorage({ ...place, log: silentLog });
  onTestFinished(() => storage.close());
  return storage;
}

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'parley-storage-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
