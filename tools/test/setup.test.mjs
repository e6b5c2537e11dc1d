import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommandError } from '../../packages/mediasoup-worker/src/run.mjs';
import { SetupError } from '../../packages/mediasoup-worker/src/SetupError.mjs';
import { assertDiskSpace } from '../setup/diskSpace.mjs';
import { parseEnv, withEnvFile } from '../setup/envFile.mjs';
import { environmentFor } from '../setup/environment.mjs';
import { describeFailure } from '../setup/failure.mjs';
import { explainInstallFailure } from '../setup/npmFailure.mjs';
import { assertSupportedPlatform } from '../setup/platform.mjs';
import { assertPortsFree } from '../setup/ports.mjs';
import { fingerprint, stampAt } from '../setup/stamp.mjs';
import { chooseSuites } from '../testing/runSuites.mjs';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-setup-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('.env: quotes, comments, spaces and `export`', () => {
  const text = [
    '# the port',
    'PORT=4000 # not the usual one',
    'export HOST = 0.0.0.0',
    'TURN_SECRET="a#b c"',
    "ADMIN_TOKEN='x=y'",
    'EMPTY=',
    'not a setting',
  ].join('\n');

  expect(parseEnv(text)).toEqual({
    PORT: '4000',
    HOST: '0.0.0.0',
    TURN_SECRET: 'a#b c',
    ADMIN_TOKEN: 'x=y',
    EMPTY: '',
  });
});

test('.env: the environment wins over the file, and no file is no fault', () => {
  expect(withEnvFile(folder, { PORT: '1' })).toEqual({ PORT: '1' });

  writeFileSync(join(folder, '.env'), 'PORT=2\nHOST=::1\n');

  expect(withEnvFile(folder, { PORT: '1' })).toEqual({ PORT: '1', HOST: '::1' });
});

test('a fingerprint changes with content and names, not with times, tests or build output', () => {
  const src = join(folder, 'web', 'src');
  mkdirSync(src, { recursive: true });
  writeFileSync(join(src, 'a.ts'), 'one');
  const before = fingerprint(folder, ['web', 'lock']);

  utimesSync(join(src, 'a.ts'), 1, 1);
  mkdirSync(join(folder, 'web', 'dist'));
  writeFileSync(join(folder, 'web', 'dist', 'a.js'), 'built');
  mkdirSync(join(folder, 'web', 'test'));
  writeFileSync(join(folder, 'web', 'test', 'a.test.ts'), 'tested');
  expect(fingerprint(folder, ['web', 'lock'])).toBe(before);

  writeFileSync(join(src, 'a.ts'), 'two');
  const changed = fingerprint(folder, ['web', 'lock']);
  expect(changed).not.toBe(before);

  writeFileSync(join(folder, 'lock'), '');
  expect(fingerprint(folder, ['web', 'lock'])).not.toBe(changed);
  expect(fingerprint(folder, ['web'], ['linux'])).not.toBe(fingerprint(folder, ['web'], ['darwin']));
});

test('a stamp matches only what was written last', () => {
  const stamp = stampAt(join(folder, 'stamps', 'build'));

  expect(stamp.matches('1')).toBe(false);
  stamp.write('1');
  expect(stamp.matches('1')).toBe(true);
  stamp.write('2');
  expect(stamp.matches('1')).toBe(false);
});

/** @param {Promise<unknown>} attempt @returns {Promise<SetupError>} */
async function setupErrorOf(attempt) {
  const error = await attempt.then(
    () => undefined,
    (/** @type {unknown} */ thrown) => thrown,
  );
  expect(error).toBeInstanceOf(SetupError);
  return /** @type {SetupError} */ (error);
}

test('a taken HTTP port is said, with a command that helps', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  try {
    const error = await setupErrorOf(assertPortsFree({ PORT: String(port) }));

    expect(error.message).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(error.remedy).toContain(`PORT=${port + 1} npm start`);
  } finally {
    server.close();
  }
});

test("a media port that is taken for udp alone is said as well, the last worker's too", async () => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  try {
    const error = await setupErrorOf(
      assertPortsFree({
        PORT: '0',
        MEDIA_LISTEN_IP: '127.0.0.1',
        MEDIA_PORT: String(port),
        MEDIA_WORKERS: '1',
      }),
    );

    expect(error.message).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(error.remedy).toContain('MEDIA_PORT=');
  } finally {
    socket.close();
  }
});

test('a port that cannot be is said', async () => {
  const error = await setupErrorOf(assertPortsFree({ PORT: '99999' }));

  expect(error.message).toBe('PORT must be a whole number up to 65535, not "99999".');
});

test('an address that this machine does not have is said', async () => {
  const error = await setupErrorOf(assertPortsFree({ HOST: '192.0.2.1', PORT: '0' }));

  expect(error.message).toBe('HOST is 192.0.2.1, which is not an address of this machine.');
});

test.each([
  [
    'connect ECONNREFUSED http://127.0.0.1:9/pnpm',
    'The package registry (http://127.0.0.1:9) cannot be reached',
  ],
  ['getaddrinfo EAI_AGAIN', 'The package registry cannot be reached'],
  ['npm error code ENOSPC', 'The disk is full'],
  ['npm error code E401 Unauthorized', 'The package registry refused'],
  ['EACCES: permission denied, mkdir', 'No permission to write'],
  ["specifiers in the lockfile don't match specifiers in package.json", 'does not match a package.json'],
  ['something new', 'Could not fetch pnpm:\nsomething new'],
])('a failed install with "%s" is explained', (output, message) => {
  expect(explainInstallFailure(new CommandError('npm', 1, output), 'fetch pnpm').message).toContain(
    message,
  );
});

test('too little disk space is said before a long step', () => {
  expect(() => assertDiskSpace(folder, 1, 'test')).not.toThrow();
  expect(() => assertDiskSpace(folder, 1e9, 'install the universe')).toThrow(
    /^The disk is full: .* has \d+ MB left, and 1000000000 MB are needed to install the universe\.$/,
  );
});

test('other systems are told what to use instead', () => {
  expect(() => assertSupportedPlatform('win32')).toThrow('not on win32');
  expect(() => assertSupportedPlatform('linux')).not.toThrow();
  expect(() => assertSupportedPlatform('darwin')).not.toThrow();
});

test('the chosen Node comes first on the PATH and gives its headers to native builds', () => {
  const env = environmentFor('/opt/node24/bin/node', { PATH: '/usr/bin', npm_config_nodedir: '/usr' });

  expect(env['PATH']).toMatch(/^\/opt\/node24\/bin:.*:\/usr\/bin$/);
  expect(env['npm_config_nodedir']).toBe('/opt/node24');
});

test('suites run in their own order, and an unknown one is refused', () => {
  expect(chooseSuites(['wire', 'unit'])).toEqual(['unit', 'wire']);
  expect(chooseSuites([])[0]).toBe('check');
  expect(() => chooseSuites(['units'])).toThrow('No such suite: units.');
});

test('a failure shows what happened and what helps', () => {
  expect(describeFailure(new SetupError('No.', 'do this\nor that'))).toBe(
    '\n✖ No.\n\n  What helps:\n    do this\n    or that\n',
  );
});
