import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatDuration } from '../../packages/mediasoup-worker/src/report.mjs';
import { CommandError, runQuietly } from '../../packages/mediasoup-worker/src/run.mjs';
import { SetupError } from '../../packages/mediasoup-worker/src/SetupError.mjs';
import { environmentFor } from './environment.mjs';
import { projectRoot } from './projectRoot.mjs';
import { fingerprint, stampAt } from './stamp.mjs';

const stamp = stampAt(join(projectRoot, '.tools', 'stamps', 'web-build'));
const inputs = [
  'apps/web',
  'packages/client/src',
  'packages/protocol/src',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
];

/**
 * Builds the web app into apps/web/dist, unless the build there was made from these very sources.
 *
 * @param {string} node
 * @param {import('../../packages/mediasoup-worker/src/report.mjs').Report} report
 */
export async function ensureWebBuild(node, report) {
  const wanted = fingerprint(projectRoot, inputs);
  if (existsSync(join(projectRoot, 'apps/web/dist/index.html')) && stamp.matches(wanted)) return;

  const startedAt = Date.now();
  report.line('Building the web app ...');
  try {
    // The package's own script, found by npm's rules: the nearest node_modules/.bin is on the PATH.
    await runQuietly(node, ['--run', 'build'], {
      cwd: join(projectRoot, 'apps/web'),
      env: environmentFor(node),
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    if (/ENOSPC/.test(error.output)) {
      throw new SetupError(
        'The disk is full: the web app could not be built.',
        'Free some space (`df -h` shows where) and start again.',
        error,
      );
    }
    throw new SetupError(`The web app could not be built:\n${error.message}`, undefined, error);
  }
  stamp.write(wanted);
  report.line(`Web app built in ${formatDuration(Date.now() - startedAt)}.`);
}
