import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { OpenedDatabase } from '../OpenedDatabase.ts';
import { StorageError } from '../StorageError.ts';
import { NodeSqliteDialect } from './NodeSqliteDialect.ts';

/** How long a statement waits for another process that is writing. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens or creates `parley.db` in `dataDir`.
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
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
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

/** https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

function explainSqlite(error: unknown, path: string, dataDir: string): StorageError {
  return new StorageError(explanation(error, path, dataDir), { cause: error });
}

function explanation(error: unknown, path: string, dataDir: string): string {
  if (!(error instanceof Error)) return `${path} cannot be opened: ${String(error)}`;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  const helpful = 'Set DATA_DIR to a directory that this user may write to.';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `The data directory ${dataDir} cannot be written to (${code}). ${helpful}`;
  }
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return `The data directory ${dataDir} is not a directory. ${helpful}`;
  }
  // The extended result code carries the primary one in its lowest byte.
  switch (typeof errcode === 'number' ? errcode & 0xff : undefined) {
    case SQLITE_NOTADB:
      return `${path} is not an SQLite database. Move it away, or set DATA_DIR to another directory.`;
    case SQLITE_CORRUPT:
      return `${path} is damaged. Restore it from a backup, or try: sqlite3 ${path} .recover`;
    case SQLITE_FULL:
      return `The disk that holds ${dataDir} is full. Make room there, or set DATA_DIR to another disk.`;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return `${path} cannot be opened for writing. ${helpful}`;
    case SQLITE_BUSY:
      return `${path} is being written to by another process that does not let go. Is Parley running twice?`;
    default:
      return code === 'ENOSPC'
        ? `The disk that holds ${dataDir} is full. Make room there, or set DATA_DIR to another disk.`
        : `${path} cannot be opened: ${error.message}`;
  }
}
