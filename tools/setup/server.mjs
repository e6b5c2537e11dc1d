import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { projectRoot } from './projectRoot.mjs';

/** Ctrl-C reaches this process from the terminal and once more from npm. */
const SAME_SIGNAL_WITHIN_MS = 500;

/**
 * Runs the server until it ends.
 *
 * It gets a process group of its own: signals then reach it only from here, each exactly once, so that
 * one Ctrl-C is one wish to stop.
 *
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} [nodeArgs]
 * @returns {Promise<number>} its exit code; 128 plus the signal's number if a signal ended it
 */
export function runServer(node, env, nodeArgs = []) {
  const args = ['--disable-warning=ExperimentalWarning', ...nodeArgs, 'apps/server/src/main.ts'];
  const child = spawn(node, args, { cwd: projectRoot, env, stdio: 'inherit', detached: true });

  const lastAt = new Map();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      const isRepeat = Date.now() - (lastAt.get(signal) ?? 0) < SAME_SIGNAL_WITHIN_MS;
      lastAt.set(signal, Date.now());
      if (!isRepeat) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    });
  }

  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
