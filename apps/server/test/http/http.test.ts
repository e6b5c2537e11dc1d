import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { type AppDeps, createApp } from '../../src/app.ts';
import { createFakeMediaServer } from '../../src/media/fake/FakeMediaServer.ts';
import type { Storage } from '../../src/storage/Storage.ts';
import { PLAIN_CONFIG } from '../wire/support/plainConfig.ts';

const webRoot = mkdtempSync(join(tmpdir(), 'parley-web-'));
afterAll(() => rmSync(webRoot, { recursive: true }));
mkdirSync(join(webRoot, 'assets'));
mkdirSync(join(webRoot, '.vite'));
writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>The app</title>');
writeFileSync(join(webRoot, 'favicon.svg'), '<svg/>');
writeFileSync(join(webRoot, '.vite/manifest.json'), '{}');
writeFileSync(join(webRoot, 'assets/app-1a2b.js'), 'export {};');
writeFileSync(join(webRoot, 'assets/app-1a2b.js.gz'), gzipSync('export {};'));

/** Never asked for more than whether it is there, for the doors and for the secret of places. */
const storage = (ping: () => Promise<void> = async () => {}) =>
  ({
    ping,
    close: async () => {},
    rooms: {},
    chat: {},
    doors: { get: async () => undefined },
    secrets: { get: async () => Buffer.alloc(32) },
  }) as unknown as Storage;

type Change = Partial<Omit<AppDeps, 'config'>> & { config?: Partial<AppDeps['config']> };

async function start(change: Change = {}) {
  const app = await createApp({
    media: createFakeMediaServer(),
    storage: storage(),
    webRoot,
    version: '1.2.3',
    log: pino({ level: 'silent' }),
    ...change,
    config: { ...PLAIN_CONFIG, ...change.config },
  });
  onTestFinished(() => app.close());
  const url = await app.listen();
  return (path: string, init?: RequestInit) => fetch(url + path, { redirect: 'manual', ...init });
}

describe('pages', () => {
  test.each([
    '/',
    '/r/amber-otter',
    '/r/x',
    '/check',
    '/people',
    '/settings',
    '/admin',
    '/check/',
    '/?a=b',
  ])('%s is the app, asked for anew each time', async (path) => {
    const get = await start();
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await answer.text()).toContain('The app');
  });

  test.each([
    '/r/Amber',
    '/r/-x',
    `/r/${'a'.repeat(65)}`,
    `/r/${'a'.repeat(3_000)}`,
    '/r/%F0%9F%A6%8A',
    '/r/%E0%A4%A',
    '/r/a/b',
    '/nowhere',
    '/assetsandmore',
    '/.vite/manifest.json',
    '/../package.json',
    '/%2e%2e/%2e%2e/etc/passwd',
  ])('%s is no page: 404, and the app says why', async (path) => {
    const get = await start();
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('The app');
  });

  test.each([
    '/api/v1/rooms',
    '/api',
    '/api?x',
    '/socket.io',
    '/socket.io/nothing',
    '/assets/old-9z.js',
  ])('%s is for programs: never a page', async (path) => {
    const get = await start();
    const answer = await get(path);
    expect([400, 401, 404]).toContain(answer.status);
    expect(await answer.text()).not.toContain('The app');
  });

  test('anything but asking is refused', async () => {
    const get = await start();
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await get('/r/home', { method })).status).toBe(404);
    }
    const tooLarge = await get('/', { method: 'POST', body: 'x'.repeat(100_000) });
    expect(tooLarge.status).toBeGreaterThanOrEqual(400);
  });

  test('files with a hash are kept for ever, others are asked for again', async () => {
    const get = await start();
    const hashed = await get('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(hashed.headers.get('content-encoding')).toBe('gzip');
    expect(await hashed.text()).toBe('export {};');
    const icon = await get('/favicon.svg');
    expect(icon.headers.get('cache-control')).toBe('no-cache');
    const again = await get('/favicon.svg', {
      // Without the second one fetch asks for a fresh copy.
      headers: { 'if-none-match': icon.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
  });

  test('without a build they say how to make one', async () => {
    const get = await start({ webRoot: join(webRoot, 'not-built') });
    const answer = await get('/r/home');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('pnpm build');
  });
});

describe('headers', () => {
  test('scripts from here alone, devices for this page alone', async () => {
    const get = await start();
    const { headers } = await get('/r/home');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('permissions-policy')).toContain('camera=(self), microphone=(self)');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('a script in the page itself may run, by its hash', async () => {
    const built = mkdtempSync(join(tmpdir(), 'parley-web-'));
    onTestFinished(() => rmSync(built, { recursive: true }));
    writeFileSync(
      join(built, 'index.html'),
      "<script>alert('Hello, world.');</script><script src=x></script>",
    );
    const get = await start({ webRoot: built });
    // The example of the specification.
    expect((await get('/')).headers.get('content-security-policy')).toContain(
      "script-src 'self' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=';",
    );
  });

  test('HTTPS is promised by a server that has it', async () => {
    const get = await start({ config: { publicUrl: 'https://meet.example.org' } });
    const { headers } = await get('/');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=/);
    expect(headers.get('content-security-policy')).toContain(
      "connect-src 'self' wss://meet.example.org",
    );
  });
});

describe('status', () => {
  test('/healthz and /version', async () => {
    const get = await start({ storage: storage(() => Promise.reject(new Error('gone'))) });
    expect((await get('/healthz')).status).toBe(200);
    const version = await get('/version');
    expect(await version.json()).toEqual({ name: 'parley', version: '1.2.3', protocol: 1 });
    expect(version.headers.get('cache-control')).toBe('no-store');
  });

  test('/readyz says which part is not ready, and nothing more', async () => {
    const media = createFakeMediaServer();
    let isBroken = false;
    const ping = async () => {
      if (isBroken) throw new Error('password authentication failed');
    };
    const get = await start({ media, storage: storage(ping) });
    expect((await get('/readyz')).status).toBe(200);
    isBroken = true;
    media.isReady = false;
    const answer = await get('/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      status: 'not ready',
      checks: { database: 'failed', media: 'failed', server: 'ok' },
    });
  });

  test('/readyz does not wait for ever', async () => {
    const get = await start({ storage: storage(() => new Promise(() => {})) });
    expect((await get('/readyz')).status).toBe(503);
  });
});

describe('/metrics', () => {
  test('is read from this machine, but not through a proxy', async () => {
    const get = await start();
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).toContain('text/plain');
    const text = await answer.text();
    for (const name of ['rooms', 'peers', 'publications', 'sockets', 'kept_place_timers']) {
      expect(text).toMatch(new RegExp(`^parley_${name} 0$`, 'm'));
    }
    expect(text).toContain('parley_worker_consumers{worker="0"} 0');
    expect((await get('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(401);
  });

  test('with a token is read by who has it, from anywhere', async () => {
    const get = await start({ config: { adminToken: '0123456789abcdef' } });
    expect((await get('/metrics')).status).toBe(401);
    const bearer = (token: string) => get('/metrics', { headers: { authorization: `Bearer ${token}` } });
    expect((await bearer('0123456789abcdeF')).status).toBe(401);
    expect((await bearer('0123456789abcdef')).status).toBe(200);
  });
});
