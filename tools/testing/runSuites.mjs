import { formatDuration } from '../../packages/mediasoup-worker/src/report.mjs';
import { SetupError } from '../../packages/mediasoup-worker/src/SetupError.mjs';
import { runPlaywright, runVitest } from './reportingSuite.mjs';
import { summarize } from './results.mjs';
import { runStaticChecks } from './staticChecks.mjs';

/** @typedef {(env: NodeJS.ProcessEnv) => Promise<import('./results.mjs').SuiteResult>} Suite */

/**
 * Every suite of `npm test`, from fast to real.
 *
 * @type {Record<string, Suite>}
 */
const suites = {
  check: runStaticChecks,
  unit: (env) => runVitest('unit', env),
  wire: (env) => runVitest('wire', env),
  storage: (env) => runVitest('storage', env),
  worker: (env) => runVitest('worker', env),
  e2e: runPlaywright,
  doctor: (env) => runVitest('doctor', env),
  network: (env) => runVitest('network', env),
  firefox: (env) => runVitest('firefox', env),
  container: (env) => runVitest('container', env),
};

/**
 * @param {readonly string[]} wanted names from the command line; none means all
 * @returns {string[]}
 * @throws {SetupError} for a name that is no suite
 */
export function chooseSuites(wanted) {
  const known = Object.keys(suites);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new SetupError(`No such suite: ${unknown.join(', ')}.`, `npm test -- ${known.join(' ')}`);
  return known.filter((name) => wanted.length === 0 || wanted.includes(name));
}

/**
 * Runs suites one after the other and prints what came of them; the totals are the last line.
 *
 * @param {readonly string[]} names
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
export async function runSuites(names, env) {
  const startedAt = Date.now();
  const finished = [];
  for (const name of names) {
    const suiteStartedAt = Date.now();
    process.stdout.write(`\n━━ ${name} ━━\n`);
    const run = /** @type {Suite} */ (suites[name]);
    finished.push({ name, result: await run(env), durationMs: Date.now() - suiteStartedAt });
  }

  process.stdout.write(`\n━━ results after ${formatDuration(Date.now() - startedAt)} ━━\n`);
  for (const { name, result, durationMs } of finished) {
    const mark = result.failed.length > 0 ? '✖' : '✓';
    const counts = `${String(result.passed).padStart(4)} passed, ${String(result.failed.length).padStart(3)} failed`;
    process.stdout.write(`${mark} ${name.padEnd(10)} ${counts}   ${formatDuration(durationMs)}\n`);
  }
  process.stdout.write(`\n${summarize(finished)}\n`);
  return finished.some(({ result }) => result.failed.length > 0) ? 1 : 0;
}
