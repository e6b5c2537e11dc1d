import { DatabaseSync } from 'node:sqlite';

const TRY_AGAIN_MS = 50;
/** SQLite's result code for a lock that somebody else holds (https://sqlite.org/rescode.html#busy). */
const SQLITE_BUSY = 5;

type Exclusively = <Result>(task: () => Promise<Result>) => Promise<Result>;

/**
 * One at a time, in this program and in all others that name the same file. It is a lock of SQLite's on an
 * empty database: the system takes it back from a program that dies.
 */
export function fileLock(path: string): Exclusively {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(() => whileLocked(path, task));
    last = result.catch(() => {});
    return result;
  };
}

async function whileLocked<Result>(path: string, task: () => Promise<Result>): Promise<Result> {
  const lock = new DatabaseSync(path);
  try {
    while (!tryLock(lock)) await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    return await task();
  } finally {
    lock.close();
  }
}

function tryLock(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    const { errcode = 0 } = error as { errcode?: number };
    // Extended codes have the plain one in their lowest byte.
    if ((errcode & 0xff) === SQLITE_BUSY) return false;
    throw error;
  }
}
