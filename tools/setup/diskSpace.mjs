import { statfsSync } from 'node:fs';
import { SetupError } from '../../packages/mediasoup-worker/src/SetupError.mjs';

const MEGABYTE = 1024 ** 2;

/**
 * Fails before a long step that could not end well. npm, for one, leaves half-written files on a full
 * disk and then complains about those.
 *
 * @param {string} directory an existing one, on the file system in question
 * @param {number} neededMegabytes
 * @param {string} purpose completes "needed to ..."
 * @throws {SetupError}
 */
export function assertDiskSpace(directory, neededMegabytes, purpose) {
  const { bavail, bsize } = statfsSync(directory);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  if (free >= neededMegabytes) return;
  throw new SetupError(
    `The disk is full: ${directory} has ${free} MB left, and ${neededMegabytes} MB are needed to ${purpose}.`,
    'Free some space (`df -h` shows where) and start again.',
  );
}
