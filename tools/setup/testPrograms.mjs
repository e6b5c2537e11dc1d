import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDebianPackages, hasApt } from '../../packages/mediasoup-worker/src/debianPackages.mjs';
import { CommandError, findProgram, runQuietly } from '../../packages/mediasoup-worker/src/run.mjs';
import { SetupError } from '../../packages/mediasoup-worker/src/SetupError.mjs';
import { environmentFor } from './environment.mjs';
import { projectRoot } from './projectRoot.mjs';

/** @typedef {{ packages: string[], programs: string[], purpose: string }} Need */

/**
 * The programs that a suite needs besides Node: Debian packages, and the programs themselves where there
 * are no such packages.
 *
 * @type {Record<string, Need>}
 */
const needs = {
  storage: { packages: ['postgresql'], programs: [], purpose: 'test the storage against Postgres' },
  worker: {
    packages: ['ffmpeg', 'xvfb'],
    programs: ['ffmpeg', 'ffprobe', 'Xvfb'],
    purpose: 'test what the command line publishes and records',
  },
  e2e: { packages: ['chromium', 'chromium-headless-shell'], programs: [], purpose: 'test in Chromium' },
  // No suite: `npm run doctor` needs a browser and nothing else.
  browser: { packages: ['chromium'], programs: [], purpose: 'look at a deployment with Chromium' },
  doctor: {
    packages: ['chromium', 'coturn', 'iproute2', 'nftables'],
    programs: ['turnserver', 'ip', 'nft'],
    purpose: 'test the doctor on deployments that are broken on purpose',
  },
  network: {
    packages: ['chromium', 'coturn', 'iproute2', 'nftables', 'openssl'],
    programs: ['turnserver', 'ip', 'nft', 'tc', 'openssl'],
    purpose: 'test calls over bad networks',
  },
  firefox: {
    packages: ['firefox-esr', 'iproute2', 'nftables'],
    programs: ['firefox', 'ip', 'nft'],
    purpose: 'test in Firefox, in a network of its own',
  },
  container: {
    packages: ['chromium', 'debootstrap'],
    programs: ['docker'],
    purpose: 'test a call through the container',
  },
};

/** What stands in for a Docker engine: Podman, with what it needs for networks, and compose. */
const podmanPackages = [
  ...['podman', 'buildah', 'runc', 'fuse-overlayfs'],
  ...['netavark', 'aardvark-dns', 'iptables', 'docker-compose'],
];

/**
 * @param {string} suite
 * @returns {Promise<Need | undefined>}
 */
async function needOf(suite) {
  const need = needs[suite];
  if (!need || suite !== 'container' || (await hasDockerEngine())) return need;
  return { ...need, packages: [...need.packages, ...podmanPackages] };
}

/** @returns {Promise<boolean>} */
function hasDockerEngine() {
  return runQuietly('docker', ['info']).then(
    () => true,
    () => false,
  );
}

/**
 * Installs the programs that suites need: Debian's packages where there are any, Playwright's own
 * Chromium elsewhere.
 *
 * @param {readonly string[]} suites
 * @param {string} node
 * @param {import('../../packages/mediasoup-worker/src/report.mjs').Report} report
 * @throws {SetupError}
 */
export async function ensureTestPrograms(suites, node, report) {
  for (const suite of suites) {
    const need = await needOf(suite);
    if (!need) continue;
    if (hasApt()) {
      await ensureDebianPackages(need.packages, need.purpose, report);
      continue;
    }
    const missing = need.programs.filter((program) => !findProgram(program));
    if (missing.length > 0) {
      throw new SetupError(
        `These programs are missing, needed to ${need.purpose}: ${missing.join(', ')}.`,
        `Install them, or leave this suite out by naming the others: npm test -- check unit wire e2e`,
      );
    }
    if (need.packages.includes('chromium')) await installPlaywrightChromium(node, report);
  }
}

/**
 * @param {string} node
 * @param {import('../../packages/mediasoup-worker/src/report.mjs').Report} report
 */
async function installPlaywrightChromium(node, report) {
  const cli = join(projectRoot, 'e2e/node_modules/@playwright/test/cli.js');
  if (!existsSync(cli)) throw new SetupError('Playwright is not installed.', 'pnpm install');
  report.line('Fetching Chromium for Playwright, unless it is there ...');
  try {
    await runQuietly(node, [cli, 'install', 'chromium'], { env: environmentFor(node) });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new SetupError(
      `Chromium could not be fetched:\n${error.output}`,
      'npx playwright install chromium',
      error,
    );
  }
}
