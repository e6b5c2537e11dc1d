import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The settings of the `.env` file in a folder under those of the environment. Node has this as
 * `--env-file`, but the tools need the values before the Node that has it may be there.
 *
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} [env] wins over the file
 * @returns {NodeJS.ProcessEnv}
 */
export function withEnvFile(folder, env = process.env) {
  let text;
  try {
    text = readFileSync(join(folder, '.env'), 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return { ...env };
    throw error;
  }
  return { ...parseEnv(text), ...env };
}

const LINE =
  /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^#]*?))\s*(?:#.*)?$/;

/**
 * @param {string} text lines of `NAME=value`; the value may stand in quotes, `#` starts a comment
 * @returns {Record<string, string>}
 */
export function parseEnv(text) {
  /** @type {Record<string, string>} */
  const values = {};
  for (const line of text.split(/\r?\n/)) {
    const [, name, double, single, bare] = LINE.exec(line) ?? [];
    if (name) values[name] = double ?? single ?? bare ?? '';
  }
  return values;
}
