import { existsSync, readdirSync } from 'node:fs';
import { formatDuration } from '../../packages/mediasoup-worker/src/report.mjs';
import { CommandError, runQuietly } from '../../packages/mediasoup-worker/src/run.mjs';
import { projectRoot } from '../setup/projectRoot.mjs';

/** Compiler and linters use a processor each; more than this at once only makes them wait. */
const AT_ONCE = 2;

/** @typedef {[name: string, command: string, args: string[]]} Check */

/** @returns {Check[]} the longest first, so that the short ones fill the gaps */
function checks() {
  const packages = ['apps', 'packages'].flatMap(packagesIn);
  return [
    ...[...packages, 'e2e', 'bench', 'docs/examples', 'tools'].map(typeCheck),
    ['lint', 'biome', ['check', '.']],
    ['architecture', 'node', ['tools/architecture.mjs']],
    ['dead code', 'knip', []],
  ];
}

/**
 * @param {string} project
 * @returns {Check}
 */
function typeCheck(project) {
  const memory = `.tools/types/${project.replaceAll('/', '-')}.tsbuildinfo`;
  return [`types ${project}`, 'tsc', ['-p', project, '--incremental', '--tsBuildInfoFile', memory]];
}

/** @param {string} folder */
function packagesIn(folder) {
  return (
    readdirSync(`${projectRoot}/${folder}`)
      // Checked together with tools/: it is plain JavaScript and shares their settings.
      .filter((name) => name !== 'mediasoup-worker')
      .flatMap((name) => [`${folder}/${name}`, `${folder}/${name}/test`])
      // Tests have settings of their own where they know what the sources do not.
      .filter((project) => existsSync(`${projectRoot}/${project}/tsconfig.json`))
  );
}

/**
 * Types, lint, import rules and dead code. Each check counts as one test.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('./results.mjs').SuiteResult>}
 */
export async function runStaticChecks(env) {
  /** @type {import('./results.mjs').SuiteResult} */
  const result = { passed: 0, failed: [], skipped: [] };
  const waiting = checks();
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, command, args] = next;
      const startedAt = Date.now();
      const fault = await run(command, args, env);
      const duration = formatDuration(Date.now() - startedAt);
      process.stdout.write(
        fault === undefined ? `  ✓ ${name} (${duration})\n` : `  ✖ ${name} (${duration})\n${fault}\n`,
      );
      if (fault === undefined) result.passed++;
      else result.failed.push({ name, message: fault });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return result;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} what it complained about
 */
async function run(command, args, env) {
  try {
    await runQuietly(command, args, { cwd: projectRoot, env, tailLength: 100_000 });
    return undefined;
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
}
