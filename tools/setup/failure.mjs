import { explainSystemError, SetupError } from '../../packages/mediasoup-worker/src/SetupError.mjs';

/**
 * Runs a command's work. What a person can do something about is said in one message; anything else is
 * a fault of ours and keeps its stack trace. Both end with a non-zero exit code.
 *
 * @param {() => Promise<number | void>} work answers with the exit code
 */
export async function runMain(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (thrown) {
    const error = explainSystemError(thrown);
    process.exitCode = 1;
    process.stderr.write(
      error instanceof SetupError ? describeFailure(error) : `${/** @type {Error} */ (error).stack}\n`,
    );
  }
}

/** @param {SetupError} error */
export function describeFailure({ message, remedy }) {
  const help = remedy ? `\n  What helps:\n    ${remedy.split('\n').join('\n    ')}\n` : '';
  return `\n✖ ${message}\n${help}`;
}
