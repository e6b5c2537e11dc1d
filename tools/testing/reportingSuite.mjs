import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../setup/projectRoot.mjs';
import { countPlaywright, countVitest, distrust, together } from './results.mjs';
import { runProgram } from './runProgram.mjs';

/**
 * @param {string} project a project of vitest.config.ts
 * @param {NodeJS.ProcessEnv} env
 */
export function runVitest(project, env) {
  return runReporting(
    'vitest',
    (report) => [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    env,
    countVitest,
  );
}

/**
 * Project after project, and the last one whatever came of the one before it.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export async function runPlaywright(env) {
  const results = [];
  for (const project of ['calls', 'crowds']) {
    const args = ['--config', 'e2e/playwright.config.ts', '--project', project, '--reporter=list,json'];
    results.push(
      await runReporting(
        join(projectRoot, 'e2e/node_modules/.bin/playwright'),
        () => ['test', ...args],
        env,
        countPlaywright,
      ),
    );
  }
  return together(results);
}

/**
 * Runs a test runner that shows its own output and also writes a report for programs.
 *
 * @param {string} command
 * @param {(report: string) => string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {(report: any) => import('./results.mjs').SuiteResult} count
 * @returns {Promise<import('./results.mjs').SuiteResult>}
 */
async function runReporting(command, args, env, count) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  const report = join(folder, 'report.json');
  try {
    const exitCode = await runProgram(command, args(report), {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    return distrust(readReport(report, count), exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} path
 * @param {(report: any) => import('./results.mjs').SuiteResult} count
 */
function readReport(path, count) {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const message = `No usable report: ${/** @type {Error} */ (error).message}`;
    return { passed: 0, failed: [{ name: 'the suite', message }], skipped: [] };
  }
}
