/**
 * What came of one suite.
 *
 * @typedef {object} SuiteResult
 * @property {number} passed
 * @property {{ name: string, message: string }[]} failed
 * @property {string[]} skipped names
 */

/**
 * Counts a report of vitest's JSON reporter. A file that could not even be loaded is one failure, and so is one whose
 * process ended before all of its tests had.
 *
 * @param {any} report
 * @param {readonly string[]} errors what went wrong outside of any test
 * @returns {SuiteResult}
 */
export function countVitest(report, errors = []) {
  /** @type {SuiteResult} */
  const result = { passed: 0, failed: [], skipped: [] };
  for (const file of report.testResults) {
    const failedBefore = result.failed.length;
    const unfinished = [];
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      if (status === 'passed') result.passed++;
      else if (status === 'failed')
        result.failed.push({ name: fullName, message: failureMessages?.[0] ?? '' });
      else if (status === 'pending') unfinished.push(fullName);
      else result.skipped.push(fullName);
    }
    if (unfinished.length > 0) {
      const why = errors.find((error) => error.includes(file.name)) ?? 'Its process ended.';
      result.failed.push({
        name: file.name,
        message: [why, 'Not run to their end:', ...unfinished].join('\n'),
      });
    } else if (file.status === 'failed' && result.failed.length === failedBefore) {
      result.failed.push({ name: file.name, message: file.message ?? '' });
    }
  }
  return result;
}

/**
 * Counts a report of Playwright's JSON reporter. A test that only passed when repeated has failed.
 *
 * @param {any} report
 * @returns {SuiteResult}
 */
export function countPlaywright(report) {
  /** @type {SuiteResult} */
  const result = { passed: 0, failed: [], skipped: [] };
  /** @param {any} suite @param {string[]} titles */
  const visit = (suite, titles) => {
    for (const spec of suite.specs ?? []) {
      const name = [...titles, spec.title].join(' › ');
      for (const { status, results } of spec.tests) {
        if (status === 'expected') result.passed++;
        else if (status === 'skipped') result.skipped.push(name);
        else {
          const messages = results
            .map((/** @type {any} */ attempt) => attempt.error?.message)
            .filter(Boolean);
          result.failed.push({ name, message: messages[0] ?? status });
        }
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, [...titles, inner.title].filter(Boolean));
  };
  for (const file of report.suites) visit(file, [file.title]);
  for (const error of report.errors ?? [])
    result.failed.push({ name: 'Playwright', message: error.message ?? String(error) });
  return result;
}

/**
 * A suite that ended badly without a failed test, or that had no test at all, has failed too.
 *
 * @param {SuiteResult} result
 * @param {number} exitCode
 * @returns {SuiteResult}
 */
export function distrust(result, exitCode) {
  const failed = [...result.failed];
  if (result.passed + failed.length === 0)
    failed.push({ name: 'the suite', message: 'It ran no test.' });
  else if (exitCode !== 0 && failed.length === 0)
    failed.push({ name: 'the suite', message: `It ended with exit code ${exitCode}.` });
  return { ...result, failed };
}

/**
 * @param {SuiteResult[]} results
 * @returns {SuiteResult} what came of all of them
 */
export function together(results) {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.flatMap(({ failed }) => failed),
    skipped: results.flatMap(({ skipped }) => skipped),
  };
}

const ANSI_STYLE = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
const LINES_PER_FAILURE = 12;

/**
 * @param {{ name: string, result: SuiteResult }[]} suites
 * @returns {string} every failure and skipped test by name, then the totals as the last line
 */
export function summarize(suites) {
  const lines = [];
  for (const { name, result } of suites) {
    for (const failure of result.failed) {
      lines.push(`✖ ${name}: ${failure.name}`);
      const message = failure.message
        .replace(ANSI_STYLE, '')
        .trim()
        .split('\n')
        .slice(0, LINES_PER_FAILURE);
      lines.push(...message.map((line) => `    ${line}`), '');
    }
    for (const skipped of result.skipped) lines.push(`- ${name}: skipped: ${skipped}`);
  }
  const total = (/** @type {(result: SuiteResult) => number} */ count) =>
    suites.reduce((sum, { result }) => sum + count(result), 0);
  const skipped = total((result) => result.skipped.length);
  const totals = `${total((result) => result.passed)} passed, ${total((result) => result.failed.length)} failed`;
  return [...lines, skipped > 0 ? `${totals}, ${skipped} skipped` : totals].join('\n');
}
