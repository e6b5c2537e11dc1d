import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The CMake project that builds the worker. */
export const recipeDirectory = fileURLToPath(new URL('../recipe', import.meta.url));

/**
 * Parley's folder in the user's cache (XDG Base Directory Specification). It is shared by every
 * checkout, so a second clone needs no second build.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cacheDirectory(env = process.env) {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'parley');
}

/**
 * What a binary depends on. Two machines with the same key can use the same binary, as far as can be
 * known without starting it; starting it is the last word.
 *
 * @param {{ version: string, platform: string, arch: string, libc: string, recipe: string }} facts
 * @returns {string}
 */
export function cacheKey({ version, platform, arch, libc, recipe }) {
  return [version, platform, arch, libc, recipe].join('-');
}

/**
 * @returns {string} the C library and its version, `glibc2.36`; `libc` where there is only one
 */
export function libcName() {
  if (process.platform !== 'linux') return 'libc';
  // Without this the report looks up a name for every network address, which can take seconds.
  const report = /** @type {any} */ (process.report);
  report.excludeNetwork = true;
  const { glibcVersionRuntime } = report.getReport().header;
  return glibcVersionRuntime ? `glibc${glibcVersionRuntime}` : 'musl';
}

/**
 * @param {string} directory
 * @returns {string} changes with the name or content of any file below the directory
 */
export function hashOfDirectory(directory) {
  const hash = createHash('sha256');
  /** @param {string} folder */
  const visit = (folder) => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else
        hash
          .update(`${relative(directory, path)}\0`)
          .update(readFileSync(path))
          .update('\0');
    }
  };
  visit(directory);
  return hash.digest('hex').slice(0, 12);
}
