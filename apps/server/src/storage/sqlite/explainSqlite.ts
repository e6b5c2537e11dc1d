import { StorageError } from '../StorageError.ts';

/** Primary result codes, https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

/** What SQLite or the file system said, as what helps the person who runs the server. */
export function explainSqlite(error: unknown, path: string, dataDir: string): StorageError {
  const { message, code, errcode } = (error ?? {}) as Partial<
    Record<'message' | 'code' | 'errcode', unknown>
  >;
  // The extended result codes carry the primary one in their lowest byte.
  const resultCode = typeof errcode === 'number' ? errcode & 0xff : undefined;
  return new StorageError(
    explanation(code, resultCode, path, dataDir) ?? `${path} cannot be opened: ${message}`,
    {
      cause: error,
    },
  );
}

function explanation(
  systemCode: unknown,
  resultCode: number | undefined,
  path: string,
  dataDir: string,
): string | undefined {
  const elsewhere = 'Set DATA_DIR to a directory that this user may write to.';
  switch (systemCode) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `The data directory ${dataDir} cannot be written to (${systemCode}). ${elsewhere}`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `The data directory ${dataDir} is not a directory. ${elsewhere}`;
    case 'ENOSPC':
      return diskFull(dataDir);
  }
  switch (resultCode) {
    case SQLITE_FULL:
      return diskFull(dataDir);
    case SQLITE_NOTADB:
      return `${path} is not an SQLite database. Move it away, or set DATA_DIR to another directory.`;
    case SQLITE_CORRUPT:
      return `${path} is damaged. Restore it from a backup, or try: sqlite3 ${path} .recover`;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return `${path} cannot be opened for writing. ${elsewhere}`;
    case SQLITE_BUSY:
      return `${path} is held by another process that is writing to it. Is Parley running twice?`;
  }
  return undefined;
}

function diskFull(dataDir: string): string {
  return `The disk that holds ${dataDir} is full. Make room there, or set DATA_DIR to another disk.`;
}
