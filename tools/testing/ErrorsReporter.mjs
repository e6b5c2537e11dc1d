import { writeFileSync } from 'node:fs';

/**
 * Writes down what went wrong outside of any test, above all how a process ended that should have run some: vitest's
 * own report for programs leaves it out.
 */
export default class ErrorsReporter {
  /**
   * @param {unknown} _modules
   * @param {readonly { message: string, cause?: { message?: string } }[]} errors
   */
  onTestRunEnd(_modules, errors) {
    const path = process.env['VITEST_ERRORS_OUTPUT_FILE'];
    if (path === undefined) throw new Error('VITEST_ERRORS_OUTPUT_FILE says where to.');
    writeFileSync(path, JSON.stringify(errors.map(({ message, cause }) => cause?.message ?? message)));
  }
}
