import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatDuration } from '../../packages/mediasoup-worker/src/report.mjs';
import { CommandError, runQuietly } from '../../packages/mediasoup-worker/src/run.mjs';
import { assertDiskSpace } from './diskSpace.mjs';
import { environmentFor } from './environment.mjs';
import { explainInstallFailure } from './npmFailure.mjs';
import { projectRoot } from './projectRoot.mjs';
import { fingerprint, stampAt } from './stamp.mjs';
import { ensurePnpm } from './toolbox.mjs';

const modules = join(projectRoot, 'node_modules');
const stamp = stampAt(join(projectRoot, '.tools', 'stamps', 'dependencies'));

/** Unpacked, with room for the package manager's own copy where it cannot be shared. */
const SIZE_MB = 900;

/**
 * Installs what the lockfile names, unless that was done for these very manifests before.
 *
 * @param {string} node
 * @param {import('../../packages/mediasoup-worker/src/report.mjs').Report} report
 */
export async function ensureDependencies(node, report) {
  const wanted = fingerprint(projectRoot, manifests(), [process.platform, process.arch]);
  // pnpm writes this file last: without it an earlier install was cut off or removed.
  if (existsSync(join(modules, '.modules.yaml')) && stamp.matches(wanted)) return;

  const pnpm = await ensurePnpm(report);
  // Bringing an earlier installation up to date takes little.
  if (!existsSync(modules)) assertDiskSpace(projectRoot, SIZE_MB, 'install the dependencies');
  const startedAt = Date.now();
  report.line('Installing dependencies with pnpm ...');
  try {
    await runQuietly(pnpm, ['install', '--frozen-lockfile', '--reporter=append-only'], {
      cwd: projectRoot,
      env: installEnvironment(node),
      onLine(line) {
        const [, resolved, added] = /Progress: resolved (\d+),.*added (\d+)/.exec(line) ?? [];
        if (Number(resolved) > 0) report.progress(Number(added), Number(resolved), 'packages');
      },
    });
  } catch (error) {
    throw error instanceof CommandError
      ? explainInstallFailure(error, 'install the dependencies')
      : error;
  }
  stamp.write(wanted);
  report.line(`Dependencies installed in ${formatDuration(Date.now() - startedAt)}.`);
}

/** @param {string} node */
function installEnvironment(node) {
  const env = environmentFor(node);
  return {
    ...env,
    // With this pnpm asks no questions; nobody could see them here.
    CI: 'true',
    // A registry that cannot be reached is to be reported in seconds.
    pnpm_config_fetch_retries: '2',
    pnpm_config_fetch_retry_mintimeout: '1000',
    pnpm_config_fetch_retry_maxtimeout: '5000',
    // pnpm does not read npm's variables, but a registry chosen for npm is meant for both.
    ...(env['npm_config_registry'] && { pnpm_config_registry: env['npm_config_registry'] }),
  };
}

/** @returns {string[]} */
function manifests() {
  const workspaces = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder)).map((name) => `${folder}/${name}/package.json`),
  );
  return [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    'e2e/package.json',
    'bench/package.json',
    'docs/examples/package.json',
    ...workspaces.sort(),
  ];
}
