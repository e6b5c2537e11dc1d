import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { projectRoot } from '../setup/projectRoot.mjs';

const ENDINGS = /** @type {const} */ (['SIGHUP', 'SIGINT', 'SIGTERM']);

/**
 * The first processes of what runs.
 *
 * @type {Set<number>}
 */
const running = new Set();

/**
 * Runs a program that shows its own output. Whoever ends this process ends the program, and all that it has started.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
export function runProgram(command, args, env) {
  return new Promise((resolve, reject) => {
    // Before there is anything to end: what has just been started may be heard of before this goes on.
    if (running.size === 0) for (const ending of ENDINGS) process.on(ending, endAll);
    const child = spawn(command, args, {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      // A process group of its own, so that one signal reaches all of it.
      detached: true,
    });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    const over = () => {
      if (pid !== undefined) running.delete(pid);
      if (running.size === 0) for (const ending of ENDINGS) process.off(ending, endAll);
    };
    child.on('error', (error) => {
      over();
      reject(error);
    });
    child.on('exit', (code) => {
      over();
      resolve(code ?? 1);
    });
  });
}

/** @param {NodeJS.Signals} signal */
function endAll(signal) {
  for (const pid of running) {
    try {
      process.kill(-pid, signal);
    } catch {
      // It has just ended by itself.
    }
  }
  process.exit(128 + constants.signals[signal]);
}
