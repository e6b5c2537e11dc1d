import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cruise } from 'dependency-cruiser';
import config from '../../.dependency-cruiser.mjs';

const ROOTS = ['apps', 'packages', 'e2e', 'bench', 'docs/examples', 'tools'];
const SOURCE = /\.(ts|tsx|mjs)$/;
const SKIPPED = new Set(['node_modules', 'dist', 'test-results', 'playwright-report', 'results']);

/**
 * @typedef {object} ArchitectureResult
 * @property {number} moduleCount how many of our own files were looked at
 * @property {string[]} overlooked source files on disk that were not looked at
 * @property {{ rule: string, from: string, to: string, comment: string }[]} violations
 */

/**
 * Checks the import rules over a source tree, and that the check saw all of it: when dependency-cruiser
 * cannot use the installed TypeScript it reports no violation, because it looked at nothing.
 *
 * @param {string} root
 * @returns {Promise<ArchitectureResult>}
 */
export async function checkArchitecture(root) {
  const onDisk = ROOTS.flatMap((folder) => sourceFiles(join(root, folder))).map((path) =>
    relative(root, path),
  );
  const { enhancedResolveOptions, ...options } = config.options;
  const { output } = await cruise(
    onDisk,
    /** @type {any} */ ({
      ...options,
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: config.forbidden },
    }),
    enhancedResolveOptions,
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text');

  const seen = new Set(output.modules.map((module) => module.source));
  const comments = new Map(config.forbidden.map((rule) => [rule.name, rule.comment]));
  return {
    moduleCount: onDisk.filter((path) => seen.has(path)).length,
    overlooked: onDisk.filter((path) => !seen.has(path)),
    violations: output.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      comment: comments.get(rule.name) ?? '',
    })),
  };
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sourceFiles(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourceFiles(join(folder, entry.name));
    return SOURCE.test(entry.name) ? [join(folder, entry.name)] : [];
  });
}
