import { existsSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recipeDirectory } from './cache.mjs';
import { ensureDebianPackages, hasApt, readDistribution } from './debianPackages.mjs';
import { formatDuration } from './report.mjs';
import { CommandError, findProgram, runQuietly } from './run.mjs';
import { SetupError } from './SetupError.mjs';

/** What one compiler needs for the largest of the worker's files, with room to spare. */
const MEMORY_PER_JOB = 1.5 * 1024 ** 3;

/** @param {{ id: string, versionId: string }} distribution */
export function buildPackages({ id, versionId }) {
  return [
    'cmake',
    'ninja-build',
    'g++',
    'flatbuffers-compiler',
    'libflatbuffers-dev',
    'libsrtp2-dev',
    'libuv1-dev',
    'libssl-dev',
    'libabsl-dev',
    // The shim needs Boost 1.81 for its flat containers; Debian 12's default is 1.74.
    id === 'debian' && versionId === '12' ? 'libboost1.81-dev' : 'libboost-dev',
  ];
}

/** The C++ sources; they come with the npm package, only the binary does not. */
export function workerSource() {
  return fileURLToPath(new URL('../node_modules/mediasoup/worker', import.meta.url));
}

/**
 * Compiles the worker against the distribution's libraries.
 *
 * @param {string} directory an empty directory to work in
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<string>} path of the binary, inside `directory`
 * @throws {SetupError} when something is missing that this process may not or cannot install
 */
export async function buildWorker(directory, report) {
  await ensureTools(report);
  const source = workerSource();
  if (!existsSync(join(source, 'meson.build'))) {
    throw new SetupError(`The mediasoup npm package is not installed (${source}).`, 'pnpm install');
  }

  const startedAt = Date.now();
  report.line(
    'Building mediasoup-worker. This takes about five minutes on two cores and happens once per machine.',
  );
  try {
    await runQuietly('cmake', [
      '-G',
      'Ninja',
      '-DCMAKE_BUILD_TYPE=Release',
      `-DMEDIASOUP_WORKER_SOURCE=${source}`,
      '-S',
      recipeDirectory,
      '-B',
      directory,
    ]);
    await runQuietly('ninja', ['-C', directory, '-j', String(parallelJobs())], {
      env: { ...process.env, NINJA_STATUS: '[%f/%t] ' },
      onLine(line) {
        const step = parseNinjaStep(line);
        if (step) report.progress(step.done, step.total, 'building mediasoup-worker');
      },
    });
  } catch (error) {
    throw error instanceof CommandError ? explainBuildFailure(error) : error;
  }
  report.line(`mediasoup-worker built in ${formatDuration(Date.now() - startedAt)}.`);
  return join(directory, 'mediasoup-worker');
}

/** @param {import('./report.mjs').Report} report */
async function ensureTools(report) {
  if (hasApt()) {
    await ensureDebianPackages(buildPackages(readDistribution()), 'build the media worker', report);
    return;
  }
  const missing = [
    ['cmake', 'cmake'],
    ['ninja', 'ninja'],
    ['flatc', 'flatbuffers'],
  ].filter(([program]) => !findProgram(/** @type {string} */ (program)));
  if (!['c++', 'g++', 'clang++'].some((compiler) => findProgram(compiler)))
    missing.push(['c++', 'a C++20 compiler']);
  if (missing.length === 0) return;
  throw new SetupError(
    `The media worker has to be built here and these are missing: ${missing.map(([, name]) => name).join(', ')}.`,
    process.platform === 'darwin'
      ? 'xcode-select --install; brew install cmake ninja flatbuffers srtp libuv openssl@3 abseil boost'
      : 'Install them with the headers of flatbuffers, libsrtp 2, libuv, OpenSSL 3, abseil and Boost (1.81 or newer) from your distribution, or set MEDIASOUP_WORKER_BIN to a mediasoup-worker binary of your own.',
  );
}

/** Limited by memory as well: a machine with many cores and little of it would start to swap. */
function parallelJobs() {
  const cores = availableParallelism?.() ?? cpus().length;
  return Math.max(1, Math.min(cores, Math.floor(totalmem() / MEMORY_PER_JOB)));
}

/**
 * @param {string} line as printed with NINJA_STATUS `[%f/%t] `
 * @returns {{ done: number, total: number } | undefined}
 */
export function parseNinjaStep(line) {
  const [, done, total] = /^\[(\d+)\/(\d+)\] /.exec(line) ?? [];
  return done && total ? { done: Number(done), total: Number(total) } : undefined;
}

/** @param {CommandError} error */
export function explainBuildFailure(error) {
  if (/No space left on device/.test(error.output)) {
    return new SetupError(
      'The disk is full: the media worker could not be built.',
      'Free about 500 MB (`df -h` shows where; XDG_CACHE_HOME chooses another place) and start again.',
      error,
    );
  }
  if (/Killed signal|out of memory|cc1plus.*(Killed|terminated)/i.test(error.output)) {
    return new SetupError(
      'The compiler ran out of memory.',
      'Give the machine about 2 GB of free memory, or set MEDIASOUP_WORKER_BIN to a binary built elsewhere.',
      error,
    );
  }
  return new SetupError(
    `The media worker could not be built:\n${error.message}`,
    'Set MEDIASOUP_WORKER_BIN to a mediasoup-worker binary of your own, or report the lines above.',
    error,
  );
}
