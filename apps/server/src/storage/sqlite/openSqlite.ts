import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { OpenedDatabase } from '../OpenedDatabase.ts';
import { StorageError } from '../StorageError.ts';
import { explainSqlite } from './explainSqlite.ts';
import { NodeSqliteDialect } from './NodeSqliteDialect.ts';

/** How long a statement waits for another process that is writing, as one that brings the tables up to date. */
const BUSY_TIMEOUT_MS = 5000;
/** And later: waiting stops this whole process. */
const BUSY_TIMEOUT_IN_CALLS_MS = 250;

/**
 * Opens or creates `parley.db` in `dataDir`.
 *
 * What is deleted is overwritten with zeros, not just no longer listed; what was in the log of it goes when that is written over,
 * or the server stops.
 *
 * What is guaranteed: WAL with `synchronous=FULL` syncs the log to the disk at every commit, so what
 * was acknowledged survives kill -9 and, as far as the disk keeps its word about syncing, a power
 * failure too. It costs a fraction of a millisecond per message on an SSD; `NORMAL` would save that
 * and lose the last seconds before a power failure. A copy of the running database is made with
 * `VACUUM INTO` or SQLite's backup, never by copying `parley.db` without its `-wal`.
 *
 * @throws {StorageError}
 */
export function openSqlite(dataDir: string): OpenedDatabase {
  const path = join(dataDir, 'parley.db');
  const explain = (error: unknown) => explainSqlite(error, path, dataDir);
  try {
    // What people said to each other is not for the machine's other users.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    const database = new DatabaseSync(path, {
      timeout: BUSY_TIMEOUT_MS,
      enableForeignKeyConstraints: true,
    });
    try {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
      // Only a read finds out whether the file is a database at all.
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
    } catch (error) {
      database.close();
      throw error;
    }
    const { ino } = statSync(path);
    return {
      dialect: new NodeSqliteDialect(database),
      label: path,
      explain,
      begin: () => database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_IN_CALLS_MS}`),
      async check() {
        // A file that was removed or replaced goes on working for us, and is gone when we stop.
        const now = await stat(path).catch(() => undefined);
        if (now?.ino !== ino) throw new StorageError(`${path} was removed or replaced while in use.`);
      },
    };
  } catch (error) {
    throw explain(error);
  }
}
