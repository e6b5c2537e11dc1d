import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const NOT_A_SOURCE = new Set(['node_modules', 'dist', 'test', 'test-results']);

/**
 * @param {string} root
 * @param {readonly string[]} paths files and folders below it; those that do not exist count as empty
 * @param {readonly string[]} [facts] other things that the result depends on
 * @returns {string} the same for the same content, wherever the root lies and whenever the files were written
 */
export function fingerprint(root, paths, facts = []) {
  const hash = createHash('sha256');
  for (const fact of facts) hash.update(`${fact}\0`);
  for (const file of paths.flatMap((path) => filesBelow(join(root, path)))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => !NOT_A_SOURCE.has(name))
    .flatMap((name) => filesBelow(join(path, name)));
}

/**
 * Remembers that a step was done for a certain input.
 *
 * @param {string} file
 */
export function stampAt(file) {
  return {
    /** @param {string} value */
    matches(value) {
      try {
        return readFileSync(file, 'utf8') === value;
      } catch {
        return false;
      }
    },
    /** @param {string} value */
    write(value) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, value);
    },
  };
}
