import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
    (report) => ['run', '--project', project, ...vitestReporters(report)],
    env,
    countVitest,
  );
}

/** @param {string} report where its report for programs goes */
export function vitestReporters(report) {
  return [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    `--reporter=${join(projectRoot, 'tools/testing/ErrorsReporter.mjs')}`,
  ];
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
 * @param {Count} count
 * @returns {Promise<import('./results.mjs').SuiteResult>}
 */
async function runReporting(command, args, env, count) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  const report = join(folder, 'report.json');
  const errors = join(folder, 'errors.json');
  try {
    const exitCode = await runProgram(command, args(report), {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      VITEST_ERRORS_OUTPUT_FILE: errors,
    });
    return distrust(readReport(report, errors, count), exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @typedef {(report: any, errors: string[]) => import('./results.mjs').SuiteResult} Count */

/**
 * @param {string} report
 * @param {string} errors which only some runners write
 * @param {Count} count
 */
function readReport(report, errors, count) {
  /** @param {string} path */
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
  try {
    return count(read(report), existsSync(errors) ? read(errors) : []);
  } catch (error) {
    const message = `No usable report: ${/** @type {Error} */ (error).message}`;
    return { passed: 0, failed: [{ name: 'the suite', message }], skipped: [] };
  }
}
