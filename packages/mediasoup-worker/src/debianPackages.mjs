import { readFileSync } from 'node:fs';
import { formatDuration } from './report.mjs';
import { CommandError, findProgram, runQuietly } from './run.mjs';
import { SetupError } from './SetupError.mjs';

/**
 * The distribution, from os-release(5).
 *
 * @param {string} [text] content of /etc/os-release
 * @returns {{ id: string, versionId: string, isDebianLike: boolean }}
 */
export function readDistribution(text = readOsRelease()) {
  /** @param {string} key */
  const field = (key) => new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
  const id = field('ID');
  return {
    id,
    versionId: field('VERSION_ID'),
    isDebianLike: [id, ...field('ID_LIKE').split(' ')].includes('debian'),
  };
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

/** @returns {boolean} whether this machine takes Debian packages */
export function hasApt() {
  return (
    process.platform === 'linux' &&
    readDistribution().isDebianLike &&
    findProgram('apt-get') !== undefined
  );
}

/** @returns {boolean} */
export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * @param {readonly string[]} packages
 * @returns {string} the one line that a person pastes to install them
 */
export function installCommand(packages, { asRoot = isRoot() } = {}) {
  const sudo = asRoot ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/**
 * @param {readonly string[]} packages
 * @returns {Promise<string[]>} those that are not installed
 */
export async function missingPackages(packages) {
  const output = await runQuietly('dpkg-query', [
    '--show',
    '--showformat',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: these are dpkg-query's placeholders.
    '${Package} ${db:Status-Status}\n',
    ...packages,
  ])
    // It ends with 1 as soon as one name is unknown, and still lists the others.
    .catch((error) => (error instanceof CommandError ? error.output : Promise.reject(error)));
  const installed = new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return packages.filter((name) => !installed.has(name));
}

/**
 * Installs what is missing when this process may, and says the one command that does when it may not.
 *
 * @param {readonly string[]} packages
 * @param {string} purpose completes "needed to ..."
 * @param {import('./report.mjs').Report} report
 * @throws {SetupError}
 */
export async function ensureDebianPackages(packages, purpose, report) {
  const missing = await missingPackages(packages);
  if (missing.length === 0) return;
  if (!isRoot()) {
    throw new SetupError(
      `Debian packages are missing that are needed to ${purpose}, and only root may install them.`,
      installCommand(missing),
    );
  }

  const startedAt = Date.now();
  report.line(`Installing Debian packages, needed to ${purpose}: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await runQuietly('apt-get', ['update', '-qq'], { env });
    await aptInstall(missing, env, report);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw explainAptFailure(error, missing);
  }
  report.line(`Debian packages installed in ${formatDuration(Date.now() - startedAt)}.`);
}

/**
 * @param {string[]} packages
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./report.mjs').Report} report
 */
async function aptInstall(packages, env, report) {
  // Only apt knows how many dependencies come on top. Its status lines tell how far it is, first with the
  // downloads and then with the installation: `pmstatus:g++:41.6:Unpacking g++`.
  const args = [
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    '-o',
    'APT::Status-Fd=1',
    ...packages,
  ];
  await runQuietly('apt-get', args, {
    env,
    onLine(line) {
      const [, percent] = /^(?:pm|dl)status:[^:]*(?::[^:]*)?:([\d.]+):/.exec(line) ?? [];
      if (percent) report.progress(Math.round(Number(percent)), 100, 'percent');
    },
  });
}

/**
 * @param {CommandError} error
 * @param {string[]} packages
 */
export function explainAptFailure(error, packages) {
  if (/No space left on device|You don't have enough free space/.test(error.output)) {
    return new SetupError(
      'The disk is full: the Debian packages do not fit.',
      'Free some space (`df -h` shows where) and start again.',
      error,
    );
  }
  if (/Could not get lock|Unable to acquire the dpkg/.test(error.output)) {
    return new SetupError(
      'Another program is installing packages just now.',
      `Wait until it is done, or look for it with: ps aux | grep apt`,
      error,
    );
  }
  if (
    /Temporary failure resolving|Could not connect|Failed to fetch|Unable to locate package|no installation candidate/.test(
      error.output,
    )
  ) {
    return new SetupError(
      `Debian's packages cannot be fetched:\n${lastLines(error.output)}`,
      `Check the network and /etc/apt/sources.list, then: ${installCommand(packages)}`,
      error,
    );
  }
  return new SetupError(
    `Installing Debian packages failed:\n${lastLines(error.output)}`,
    installCommand(packages),
    error,
  );
}

/** @param {string} output */
function lastLines(output) {
  return output
    .split('\n')
    .filter((line) => line.trim() && !/^(pm|dl)status:/.test(line))
    .slice(-4)
    .join('\n');
}
