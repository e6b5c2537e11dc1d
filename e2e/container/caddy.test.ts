import { request } from 'node:https';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '../../tools/testing/freePorts.ts';
import type { Engine } from './Engine.ts';
import { openEngine } from './openEngine.ts';
import { ParleyContainer } from './ParleyContainer.ts';
import { ensureServiceImage } from './serviceImage.ts';

let engine: Engine;
let parley: ParleyContainer;
let httpsPort: number;

beforeAll(async () => {
  engine = await openEngine();
  httpsPort = await freePort();
  const settings = {
    CADDY_IMAGE: await ensureServiceImage(engine, 'CADDY_IMAGE', 'caddy'),
    CADDY_HTTP_PUBLISH: `127.0.0.1:${await freePort()}`,
    CADDY_HTTPS_PUBLISH: `127.0.0.1:${httpsPort}`,
    // For this name Caddy signs a certificate itself instead of asking a public authority.
    PUBLIC_URL: 'https://localhost',
    TRUST_PROXY: '1',
  };
  parley = await ParleyContainer.start(engine, settings, ['tls']);
  // It makes its certificate first.
  await vi.waitFor(() => get('/healthz'), { timeout: 120_000, interval: 200 });
});

afterAll(async () => {
  try {
    await parley?.project.remove();
  } finally {
    await engine?.close();
  }
});

type Answer = { readonly status: number | undefined; readonly body: string };

function get(path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: httpsPort, servername: 'localhost', path };
    const headers = { host: 'localhost' };
    // The certificate is signed by the authority inside that one container.
    request({ ...options, headers, rejectUnauthorized: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode, body }));
    })
      .on('error', reject)
      .end();
  });
}

test('the server answers through Caddy over HTTPS', async () => {
  expect(await get('/readyz')).toMatchObject({ status: 200 });
  expect(await get('/')).toMatchObject({ status: 200, body: expect.stringContaining('<div id=') });
});

test('signalling passes through Caddy', async () => {
  const { status, body } = await get('/socket.io/?EIO=4&transport=polling');

  expect(status).toBe(200);
  expect(body).toMatch(/^0\{"sid":/);
});

test("Caddy's own check of the configuration has nothing to say", async () => {
  const output = await parley.project.exec(
    'caddy',
    'caddy',
    'validate',
    '--config',
    '/etc/caddy/Caddyfile',
    '--adapter',
    'caddyfile',
  );

  expect(output).toContain('Valid configuration');
});
