import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { buildWorker } from './build.mjs';
import { cacheDirectory, cacheKey, hashOfDirectory, libcName, recipeDirectory } from './cache.mjs';
import { withLock } from './lock.mjs';
import { downloadPrebuilt, prebuiltUrl } from './prebuilt.mjs';
import { whyNotRunning } from './probe.mjs';
import { createReport, formatDuration } from './report.mjs';
import { explainSystemError, SetupError } from './SetupError.mjs';

/** The mediasoup version whose worker is meant; this package's own package.json pins it. */
export function mediasoupVersion() {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.dependencies.mediasoup;
}

/** @param {NodeJS.ProcessEnv} [env] */
export function cachedWorkerPath(env = process.env) {
  const key = cacheKey({
    version: mediasoupVersion(),
    platform: platform(),
    arch: arch(),
    libc: libcName(),
    recipe: hashOfDirectory(recipeDirectory),
  });
  return join(cacheDirectory(env), 'mediasoup-worker', key, 'mediasoup-worker');
}

/**
 * Finds a mediasoup-worker binary that runs on this machine, and gets one if there is none:
 * `MEDIASOUP_WORKER_BIN`, then the user's cache, then mediasoup's own download, then a build.
 *
 * @param {{ env?: NodeJS.ProcessEnv, report?: import('./report.mjs').Report }} [options]
 * @returns {Promise<string>} its path
 * @throws {SetupError} when none can be had, with what helps
 */
export async function ensureWorker({ env = process.env, report = createReport() } = {}) {
  try {
    return await findOrMakeWorker(env, report);
  } catch (error) {
    throw explainSystemError(error);
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./report.mjs').Report} report
 */
async function findOrMakeWorker(env, report) {
  const version = mediasoupVersion();
  const chosen = env['MEDIASOUP_WORKER_BIN'];
  if (chosen) {
    const fault = await whyNotRunning(chosen, version);
    if (!fault) return chosen;
    throw new SetupError(
      `MEDIASOUP_WORKER_BIN is set to ${chosen}, which does not run here: ${fault}`,
      'unset MEDIASOUP_WORKER_BIN',
    );
  }

  const path = cachedWorkerPath(env);
  if (await isUsable(path, version, report)) return path;

  const directory = dirname(path);
  /** @param {number | undefined} pid */
  const sayWaiting = (pid) =>
    report.line(`Another process${pid ? ` (${pid})` : ''} is getting the media worker; waiting for it.`);
  return withLock(`${directory}.lock`, sayWaiting, async () => {
    // Whoever held the lock before us may have done the work.
    if (!(await isUsable(path, version, report))) await makeWorker(path, version, env, report);
    return path;
  });
}

/**
 * @param {string} path
 * @param {string} version
 * @param {import('./report.mjs').Report} report
 */
async function isUsable(path, version, report) {
  if (!existsSync(path)) return false;
  const fault = await whyNotRunning(path, version);
  if (fault)
    report.line(`The media worker in the cache does not run any more (${fault}); getting a new one.`);
  return fault === undefined;
}

/**
 * @param {string} path
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./report.mjs').Report} report
 */
async function makeWorker(path, version, env, report) {
  const directory = dirname(path);
  mkdirSync(directory, { recursive: true });
  for (const leftover of readdirSync(directory).filter((name) => name.startsWith('making-'))) {
    rmSync(join(directory, leftover), { recursive: true, force: true });
  }
  // Beside its final place, so that the rename at the end stays on one file system and is atomic.
  const workplace = mkdtempSync(join(directory, 'making-'));
  try {
    const made =
      (await fetchWorker(workplace, version, env, report)) ?? (await buildWorker(workplace, report));
    const fault = await whyNotRunning(made, version);
    if (fault)
      throw new SetupError(
        `The media worker was built but does not run: ${fault}`,
        'Please report this with the lines above.',
      );
    renameSync(made, path);
  } finally {
    rmSync(workplace, { recursive: true, force: true });
  }
}

/**
 * @param {string} workplace
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<string | undefined>} path of a downloaded binary that runs
 */
async function fetchWorker(workplace, version, env, report) {
  if (env['MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD']) return undefined;
  const startedAt = Date.now();
  const url = prebuiltUrl(version, env);
  report.line(`Fetching mediasoup-worker ${version} from ${new URL(url).host} ...`);
  const path = join(workplace, 'prebuilt');
  const fault = (await downloadPrebuilt(url, path)) ?? (await whyNotRunning(path, version));
  if (fault) {
    report.line(`The prebuilt media worker cannot be used (${fault}).`);
    return undefined;
  }
  report.line(`mediasoup-worker fetched in ${formatDuration(Date.now() - startedAt)}.`);
  return path;
}
