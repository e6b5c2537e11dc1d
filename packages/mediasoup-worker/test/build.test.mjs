import { expect, test } from 'vitest';
import { buildPackages, explainBuildFailure, parseNinjaStep } from '../src/build.mjs';
import {
  explainAptFailure,
  installCommand,
  missingPackages,
  readDistribution,
} from '../src/debianPackages.mjs';
import { createReport, formatDuration } from '../src/report.mjs';
import { CommandError } from '../src/run.mjs';
import { explainSystemError, SetupError } from '../src/SetupError.mjs';

const DEBIAN_12 = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n';
const UBUNTU = 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n';
const FEDORA = 'ID=fedora\nVERSION_ID=43\n';

test('distributions are recognised', () => {
  expect(readDistribution(DEBIAN_12)).toEqual({ id: 'debian', versionId: '12', isDebianLike: true });
  expect(readDistribution(UBUNTU)).toEqual({ id: 'ubuntu', versionId: '24.04', isDebianLike: true });
  expect(readDistribution(FEDORA).isDebianLike).toBe(false);
  expect(readDistribution('').isDebianLike).toBe(false);
});

test('Debian 12 gets the Boost that is new enough by its own name', () => {
  expect(buildPackages(readDistribution(DEBIAN_12))).toContain('libboost1.81-dev');
  expect(buildPackages(readDistribution(UBUNTU))).toContain('libboost-dev');
});

test('the command to install packages is one line to paste', () => {
  expect(installCommand(['cmake', 'g++'], { asRoot: false })).toBe(
    'sudo apt-get update && sudo apt-get install -y --no-install-recommends cmake g++',
  );
  expect(installCommand(['cmake'], { asRoot: true })).not.toContain('sudo');
});

test.runIf(readDistribution().isDebianLike)(
  'installed packages are told from missing ones',
  async () => {
    expect(await missingPackages(['dpkg', 'parley-no-such-package'])).toEqual([
      'parley-no-such-package',
    ]);
  },
);

test.each([
  ['E: Could not get lock /var/lib/dpkg/lock-frontend', 'Another program is installing packages'],
  ["E: You don't have enough free space in /var/cache/apt/archives/.", 'The disk is full'],
  [
    "Err:1 http://deb.example bookworm\n  Temporary failure resolving 'deb.example'",
    'cannot be fetched',
  ],
  ['E: Sub-process /usr/bin/dpkg returned an error code (1)', 'Installing Debian packages failed'],
])('a failed apt-get with "%s" is explained', (output, message) => {
  const error = explainAptFailure(new CommandError('apt-get', 100, output), ['cmake']);

  expect(error.message).toContain(message);
  expect(error.remedy).toBeTruthy();
});

test.each([
  ['fatal error: error writing to /tmp/x.s: No space left on device', 'The disk is full'],
  ['c++: fatal error: Killed signal terminated program cc1plus', 'ran out of memory'],
  ['error: expected primary-expression', 'could not be built'],
])('a failed build with "%s" is explained', (output, message) => {
  const error = explainBuildFailure(new CommandError('ninja', 1, output));

  expect(error.message).toContain(message);
  expect(error.remedy).toBeTruthy();
});

test("ninja's lines are read as progress", () => {
  expect(parseNinjaStep('[37/240] Building CXX object x.o')).toEqual({ done: 37, total: 240 });
  expect(parseNinjaStep('warning: [37/240]')).toBeUndefined();
});

/** @param {boolean} isTTY */
function recordReport(isTTY) {
  let text = '';
  const write = (/** @type {string} */ part) => {
    text += part;
  };
  return { report: createReport({ isTTY, write }), text: () => text };
}

test('without a terminal, progress is a line at every tenth of the way', () => {
  const { report, text } = recordReport(false);
  for (let done = 1; done <= 240; done++) report.progress(done, 240, 'building');

  expect(text().trim().split('\n')).toHaveLength(11);
  expect(text()).toContain('[ 240/240 ] building');
});

test('on a terminal, progress stays on one line', () => {
  const { report, text } = recordReport(true);
  for (let done = 1; done <= 240; done++) report.progress(done, 240, 'building');
  report.line('done');

  expect(text().split('\n')).toHaveLength(3);
});

test('durations are written for people', () => {
  expect([850, 12_340, 245_000].map(formatDuration)).toEqual(['850 ms', '12.3 s', '4 min 05 s']);
});

test("the system's own errors are explained, others are left alone", () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC', path: '/root/.cache/x' });
  const other = new Error('a fault of ours');

  expect(explainSystemError(full)).toBeInstanceOf(SetupError);
  expect(/** @type {Error} */ (explainSystemError(full)).message).toBe(
    'The disk is full (/root/.cache/x).',
  );
  expect(explainSystemError(other)).toBe(other);
});
