import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 500;
/** A lock this old whose owner is unknown was left behind between two lines of `acquire`. */
const ORPHAN_AFTER_MS = 10_000;

/**
 * Runs `work` while no other process on this machine holds the same lock. A lock whose owner has died
 * (power cut, `kill -9`) is taken over.
 *
 * @template T
 * @param {string} path a directory that exists exactly while the lock is held
 * @param {(ownerPid: number | undefined) => void} onWait called once when somebody else holds it
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, onWait, work) {
  mkdirSync(dirname(path), { recursive: true });
  let hasSaidSo = false;
  while (!acquire(path)) {
    if (!hasSaidSo) onWait(ownerOf(path));
    hasSaidSo = true;
    await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

/**
 * @param {string} path
 * @returns {boolean}
 */
function acquire(path) {
  try {
    mkdirSync(path);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    if (!isAbandoned(path)) return false;
    rmSync(path, { recursive: true, force: true });
    return acquire(path);
  }
  writeFileSync(join(path, 'pid'), String(process.pid));
  return true;
}

/** @param {string} path */
function ownerOf(path) {
  try {
    return Number(readFileSync(join(path, 'pid'), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} path */
function isAbandoned(path) {
  const pid = ownerOf(path);
  if (pid === undefined) {
    try {
      return Date.now() - statSync(path).mtimeMs > ORPHAN_AFTER_MS;
    } catch {
      return false;
    }
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // EPERM: alive, but somebody else's.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}
