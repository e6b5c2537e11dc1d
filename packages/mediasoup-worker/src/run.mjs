import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How much of a failed command's output is kept for the error message, in characters. */
const DEFAULT_TAIL_LENGTH = 4000;

/** A command that could not be started or ended with another exit code than 0. */
export class CommandError extends Error {
  /**
   * @param {string} command
   * @param {number | null} exitCode
   * @param {string} output the last part of what it printed
   */
  constructor(command, exitCode, output) {
    super(
      `\`${command}\` ${exitCode === null ? 'was stopped' : `ended with exit code ${exitCode}`}.\n${output}`.trimEnd(),
    );
    this.name = 'CommandError';
    this.exitCode = exitCode;
    this.output = output;
  }
}

/**
 * Runs a command and reads along. Its output is not shown, but the end of it is part of the error.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, tailLength?: number }} [options]
 * @returns {Promise<string>} standard output
 * @throws {CommandError}
 */
export function runQuietly(command, args, { cwd, env, onLine, tailLength = DEFAULT_TAIL_LENGTH } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let tail = '';
    let rest = '';
    /** @param {string} text */
    const readAlong = (text) => {
      tail = (tail + text).slice(-tailLength);
      const lines = (rest + text).split(/\r?\n|\r/);
      rest = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
    };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      readAlong(text);
    });
    child.stderr.setEncoding('utf8').on('data', readAlong);
    child.on('error', (error) => reject(new CommandError(command, null, error.message)));
    child.on('close', (exitCode) => {
      if (exitCode === 0) resolve(output);
      else reject(new CommandError([command, ...args].join(' '), exitCode, tail));
    });
  });
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} the full path of a program on the PATH
 */
export function findProgram(name, env = process.env) {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
