import { SetupError } from '../../packages/mediasoup-worker/src/SetupError.mjs';

const NETWORK =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|Connection refused|error sending request|dns error|timed out/i;

/**
 * Says what a failed `npm install` or `pnpm install` means.
 *
 * @param {import('../../packages/mediasoup-worker/src/run.mjs').CommandError} error
 * @param {string} purpose completes "could not ..."
 * @returns {SetupError}
 */
export function explainInstallFailure(error, purpose) {
  const { output } = error;
  if (/ENOSPC|No space left on device/i.test(output)) {
    return new SetupError(
      `The disk is full: could not ${purpose}.`,
      'Free about 1.5 GB (`df -h` shows where) and start again.',
      error,
    );
  }
  if (NETWORK.test(output)) {
    const registry = /https?:\/\/[^\s/"')]+/.exec(output)?.[0];
    return new SetupError(
      `The package registry${registry ? ` (${registry})` : ''} cannot be reached: could not ${purpose}.`,
      'Check the network and the address: npm config get registry\nBehind a proxy: npm config set https-proxy http://<proxy>:<port>',
      error,
    );
  }
  if (/\bE40[13]\b|Unauthorized|Forbidden/.test(output)) {
    return new SetupError(
      `The package registry refused: could not ${purpose}.\n${lastLines(output)}`,
      'Look at ~/.npmrc: npm config list',
      error,
    );
  }
  if (/\bEACCES\b|\bEPERM\b|Permission denied/i.test(output)) {
    return new SetupError(
      `No permission to write: could not ${purpose}.\n${lastLines(output)}`,
      'Run this as the user who owns this folder.',
      error,
    );
  }
  if (/OUTDATED_LOCKFILE|lockfile don't match/.test(output)) {
    return new SetupError(
      `pnpm-lock.yaml does not match a package.json: could not ${purpose}.\n${lastLines(output)}`,
      'npx pnpm install',
      error,
    );
  }
  return new SetupError(
    `Could not ${purpose}:\n${lastLines(output) || error.message}`,
    undefined,
    error,
  );
}

/** @param {string} output */
function lastLines(output) {
  return output.trim().split('\n').slice(-8).join('\n');
}
