import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheKey, hashOfDirectory } from '../src/cache.mjs';
import { cachedWorkerPath, ensureWorker, mediasoupVersion } from '../src/ensureWorker.mjs';
import { withLock } from '../src/lock.mjs';
import { downloadPrebuilt, fileInTar, prebuiltUrl } from '../src/prebuilt.mjs';

/** A worker's first message means that it runs; this program sends one and then waits like a worker. */
const WORKING = '#!/bin/sh\nprintf running >&4\nexec sleep 60\n';
const BROKEN = '#!/bin/sh\necho "libuv.so.1: cannot open shared object file" >&2\nexit 127\n';

/** @type {string} */
let folder;
/** @type {string[]} */
let lines;

const report = {
  /** @param {string} text */
  line: (text) => lines.push(text),
  progress() {},
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-worker-'));
  lines = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** @param {string} path @param {string} script */
function writeProgram(path, script) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  return path;
}

/** @param {string} name @param {string} content */
function tarOf(name, content) {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${content.length.toString(8).padStart(11, '0')} `, 124);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body, Buffer.alloc(1024)]);
}

/**
 * @param {import('node:http').RequestListener} listener
 * @param {(baseUrl: string) => Promise<void>} work
 */
async function withServer(listener, work) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  try {
    await work(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('MEDIASOUP_WORKER_BIN is used as it is, when it runs', async () => {
  const chosen = writeProgram(join(folder, 'own'), WORKING);

  await expect(ensureWorker({ env: { MEDIASOUP_WORKER_BIN: chosen }, report })).resolves.toBe(chosen);
});

test('a MEDIASOUP_WORKER_BIN that does not run is refused with the reason', async () => {
  const chosen = writeProgram(join(folder, 'own'), BROKEN);

  await expect(ensureWorker({ env: { MEDIASOUP_WORKER_BIN: chosen }, report })).rejects.toThrow(
    'which does not run here: libuv.so.1: cannot open shared object file',
  );
});

test('a binary in the cache is used without asking the network', async () => {
  const env = {
    XDG_CACHE_HOME: folder,
    MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: 'http://127.0.0.1:1',
  };
  const cached = writeProgram(cachedWorkerPath(env), WORKING);

  await expect(ensureWorker({ env, report })).resolves.toBe(cached);
  expect(lines).toEqual([]);
});

test('a cached binary that no longer runs is replaced by the prebuilt one', async () => {
  const archive = gzipSync(tarOf('mediasoup-worker', WORKING));
  /** @type {(string | undefined)[]} */
  const asked = [];
  await withServer(
    (request, response) => {
      asked.push(request.url);
      response.end(archive);
    },
    async (baseUrl) => {
      const env = { XDG_CACHE_HOME: folder, MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: baseUrl };
      const cached = writeProgram(cachedWorkerPath(env), BROKEN);

      await expect(ensureWorker({ env, report })).resolves.toBe(cached);
      expect(readFileSync(cached, 'utf8')).toBe(WORKING);
      expect(lines[0]).toContain('does not run any more (libuv.so.1');
      expect(asked).toEqual([new URL(prebuiltUrl(mediasoupVersion(), env)).pathname]);
    },
  );
});

test('two processes that want the worker fetch it once', async () => {
  const archive = gzipSync(tarOf('mediasoup-worker', WORKING));
  let downloads = 0;
  await withServer(
    (_, response) => {
      downloads++;
      response.end(archive);
    },
    async (baseUrl) => {
      const env = {
        ...process.env,
        XDG_CACHE_HOME: folder,
        MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: baseUrl,
      };
      delete (/** @type {NodeJS.ProcessEnv} */ (env)['MEDIASOUP_WORKER_BIN']);
      const main = new URL('../src/main.mjs', import.meta.url).pathname;
      const children = [1, 2].map(() => spawn(process.execPath, [main], { env, stdio: 'ignore' }));
      const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0]));

      expect(codes).toEqual([0, 0]);
      expect(downloads).toBe(1);
    },
  );
});

test('why there is no prebuilt binary is said: unreachable, none for this platform, a broken archive', async () => {
  const destination = join(folder, 'prebuilt');

  let closedUrl = '';
  await withServer(
    () => {},
    async (baseUrl) => {
      closedUrl = baseUrl;
    },
  );
  expect(await downloadPrebuilt(`${closedUrl}/x.tgz`, destination)).toContain('ECONNREFUSED');
  await withServer(
    (request, response) => {
      response.statusCode = request.url === '/none.tgz' ? 404 : 200;
      response.end(request.url === '/empty.tgz' ? gzipSync(tarOf('README', 'hello')) : 'not gzip');
    },
    async (baseUrl) => {
      expect(await downloadPrebuilt(`${baseUrl}/none.tgz`, destination)).toBe(
        'there is none for this platform',
      );
      expect(await downloadPrebuilt(`${baseUrl}/torn.tgz`, destination)).toContain('cannot be read');
      expect(await downloadPrebuilt(`${baseUrl}/empty.tgz`, destination)).toBe(
        'the archive holds no mediasoup-worker',
      );
    },
  );
  expect(existsSync(destination)).toBe(false);
});

test('the download has the name that mediasoup publishes it under', () => {
  expect(
    prebuiltUrl('3.27.1', {}, { platform: 'linux', arch: 'x64', release: '6.1.0-13-amd64' }),
  ).toMatch(/\/3\.27\.1\/mediasoup-worker-3\.27\.1-linux-x64-kernel6\.tgz$/);
  expect(prebuiltUrl('3.27.1', {}, { platform: 'darwin', arch: 'arm64', release: '24.1.0' })).toMatch(
    /\/mediasoup-worker-3\.27\.1-darwin-arm64\.tgz$/,
  );
  expect(prebuiltUrl('3.27.1')).toContain(`${platform()}-${arch()}`);
});

test('a file is read from a tar archive, and a torn archive is noticed', () => {
  const tar = tarOf('./mediasoup-worker', 'binary');

  expect(fileInTar(tar, /mediasoup-worker$/)?.toString()).toBe('binary');
  expect(fileInTar(tar, /other$/)).toBeUndefined();
  expect(() => fileInTar(tar.subarray(0, 514), /mediasoup-worker$/)).toThrow('ends too early');
});

test('the cache key tells apart everything a binary depends on', () => {
  const facts = { version: '3.27.1', platform: 'linux', arch: 'x64', libc: 'glibc2.36', recipe: 'abc' };
  const keys = [
    facts,
    { ...facts, version: '3.27.2' },
    { ...facts, platform: 'darwin' },
    { ...facts, arch: 'arm64' },
    { ...facts, libc: 'musl' },
    { ...facts, recipe: 'abd' },
  ].map(cacheKey);

  expect(new Set(keys).size).toBe(keys.length);
});

test('the hash of the recipe changes with any file and any name in it', () => {
  writeFileSync(join(folder, 'a'), '1');
  const one = hashOfDirectory(folder);
  mkdirSync(join(folder, 'shim'));
  writeFileSync(join(folder, 'shim', 'b'), '2');
  const two = hashOfDirectory(folder);
  writeFileSync(join(folder, 'shim', 'b'), '3');

  expect(new Set([one, two, hashOfDirectory(folder)]).size).toBe(3);
});

test('a lock is held by one at a time', async () => {
  const path = join(folder, 'lock');
  /** @type {string[]} */
  const order = [];
  /** @param {string} name @param {() => Promise<void>} work */
  const hold = (name, work) =>
    withLock(
      path,
      (pid) => order.push(`${name} waits for ${pid === process.pid ? 'us' : pid}`),
      async () => {
        order.push(`${name} begins`);
        await work();
        order.push(`${name} ends`);
      },
    );
  /** @type {Promise<void> | undefined} */
  let second;
  await hold('first', async () => {
    second = hold('second', async () => {});
  });
  await second;

  expect(order).toEqual([
    'first begins',
    'second waits for us',
    'first ends',
    'second begins',
    'second ends',
  ]);
});

test('a lock whose owner is dead is taken over at once', async () => {
  const path = join(folder, 'lock');
  /** @type {string[]} */
  const order = [];
  const owner = spawn('true');
  await once(owner, 'exit');
  mkdirSync(path);
  writeFileSync(join(path, 'pid'), String(owner.pid));

  await withLock(
    path,
    (pid) => order.push(`waits for ${pid}`),
    async () => {
      order.push('works');
    },
  );

  expect(order).toEqual(['works']);
  expect(existsSync(path)).toBe(false);
});
