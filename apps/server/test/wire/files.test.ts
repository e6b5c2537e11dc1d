import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RATE_LIMITS } from '../../src/rateLimits.ts';
import { putFile } from './support/putFile.ts';
import type { TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';
import { WebBrowser } from './support/WebBrowser.ts';
import { withOther } from './support/withOther.ts';

const ada = { name: 'ada', displayName: 'Ada', password: 'analytical engine' };
const HOUR_MS = 3_600_000;
const FILE = { name: 'plan “B” 🐕.png', size: 5, mediaType: 'image/png' };
const BYTES = 'bytes';

type Options = Parameters<typeof TestServer.start>[0];

async function begin(options: Options = {}) {
  const clock = { at: 1_000_000 };
  const server = await TestServer.start({ now: () => clock.at, ...options });
  const client = await server.join('garden', 'Guest');
  const offer = async (change: Partial<typeof FILE> = {}, by: TestClient = client) =>
    (await by.request('file:offer', { ...FILE, ...change })).fileId;
  const get = (fileId: string) => fetch(`${server.url}/api/v1/files/${fileId}`);
  const onDisk = () => {
    try {
      return readdirSync(join(server.dataDir, 'files'));
    } catch {
      return [];
    }
  };
  /** Both the clock and the timers. */
  const pass = (ms: number) => {
    clock.at += ms;
    server.timers.advance(ms);
  };
  return { server, client, offer, get, onDisk, pass };
}

async function refusal(answer: Response): Promise<unknown> {
  return { status: answer.status, ...((await answer.json()) as object) };
}

/** Bytes that come as the test says. */
function dripping() {
  const { promise, resolve } = Promise.withResolvers<ReadableStreamDefaultController<Uint8Array>>();
  const stream = new ReadableStream<Uint8Array>({ start: resolve });
  const more = async (text: string) => (await promise).enqueue(new TextEncoder().encode(text));
  return { stream, more, end: async () => (await promise).close() };
}

describe('[F1] a file', () => {
  test('is brought once by whoever has its id, and read by everybody who has', async () => {
    const { server, offer, get, onDisk } = await begin();
    const fileId = await offer();
    expect((await get(fileId)).status).toBe(404);
    expect((await putFile(server, fileId, BYTES)).status).toBe(204);
    expect(await refusal(await putFile(server, fileId, BYTES))).toMatchObject({ code: 'conflict' });
    const answer = await get(fileId);
    expect(await answer.text()).toBe(BYTES);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '5',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(FILE.name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(onDisk()).toEqual([fileId]);
  });

  test('may be larger than any other request, and is the same afterwards', async () => {
    const { server, offer, get } = await begin();
    const bytes = Buffer.alloc(3_000_000, 'every byte of it ');
    const fileId = await offer({ size: bytes.length });
    expect((await putFile(server, fileId, bytes)).status).toBe(204);
    expect(bytes.equals(Buffer.from(await (await get(fileId)).arrayBuffer()))).toBe(true);
  });

  test.each([
    ['longer', 'bytes and more'],
    ['shorter', 'byte'],
  ])(
    '%s than it was offered is refused, said beforehand or not, and nothing of it kept',
    async (_how, bytes) => {
      const { server, offer, get, onDisk } = await begin();
      const fileId = await offer();
      for (const body of [bytes, new Blob([bytes]).stream()]) {
        const answer = await putFile(server, fileId, body);
        expect(await refusal(answer)).toMatchObject({ status: 400, code: 'bad-request' });
      }
      expect((await get(fileId)).status).toBe(404);
      expect(onDisk()).toEqual([]);
      expect((await putFile(server, fileId, BYTES)).status).toBe(204);
    },
  );

  test('is not what nobody offered, what can be nobody’s, or what has no bytes', async () => {
    const { server, offer, get } = await begin();
    for (const fileId of ['aaaaaaaaaaaa', '%00aaaaaaaaa', '..%2F..%2Fparley.db']) {
      expect((await putFile(server, fileId, BYTES)).status, fileId).toBe(404);
      expect((await get(fileId)).status, fileId).toBe(404);
    }
    const fileId = await offer();
    const url = `${server.url}/api/v1/files/${fileId}`;
    expect((await fetch(url, { method: 'PUT' })).status).toBe(400);
    const headers = { 'content-type': 'text/html' };
    expect((await fetch(url, { method: 'PUT', body: BYTES, headers })).status).toBe(415);
    const foreign = { headers: { origin: 'https://evil.example' } };
    expect((await putFile(server, fileId, BYTES, foreign)).status).toBe(403);
  });

  test('that broke off is brought anew, and ends the attempt that hangs', async () => {
    const { server, offer, get, onDisk } = await begin();
    const fileId = await offer();
    const { stream, more } = dripping();
    const first = putFile(server, fileId, stream).then(
      (answer) => answer.status,
      () => 'broken off',
    );
    await more('by');
    await until('the first bytes are there', () => onDisk().length > 0);
    expect((await putFile(server, fileId, BYTES)).status).toBe(204);
    expect([400, 'broken off']).toContain(await first);
    await until('nothing of the first is left', () => onDisk().length === 1);
    expect(await (await get(fileId)).text()).toBe(BYTES);
  });

  test('that no message names in time is gone, and so is an offer that nobody takes up', async () => {
    const { server, offer, get, onDisk, pass } = await begin();
    const [named, never] = [await offer(), await offer()];
    expect((await putFile(server, named, BYTES)).status).toBe(204);
    pass(HOUR_MS);
    expect((await get(named)).status).toBe(404);
    expect((await putFile(server, never, BYTES)).status).toBe(404);
    await until('its bytes are gone', () => onDisk().length === 0);
    await until('nothing is waited for', () => server.timers.count === 0);
  });

  test('that is not whole when its time is over leaves nothing', async () => {
    const { server, offer, onDisk, pass } = await begin();
    const { stream, more, end } = dripping();
    const putting = putFile(server, await offer(), stream);
    await more('by');
    await until('the first bytes are there', () => onDisk().length > 0);
    pass(HOUR_MS);
    await more('tes');
    await end();
    expect((await putting).status).toBe(404);
    await until('its bytes are gone', () => onDisk().length === 0);
  });
});

describe('what is larger, or more, than there is room for', () => {
  const refused = (offered: Promise<unknown>, error: object) =>
    expect(offered).rejects.toMatchObject(error);
  const files = (max: number, total: number) => ({ config: { files: { max, total } } });

  test('[F3] is not taken, and the limit is told', async () => {
    const { server, offer } = await begin(files(100, 10_000));
    const told = await fetch(`${server.url}/api/v1/files`);
    expect(await told.json()).toEqual({ maxBytes: 100 });
    await refused(offer({ size: 101 }), { code: 'bad-request', details: { maxBytes: 100 } });
    await offer({ size: 100 });
  });

  test('[F3] is everything where files are off', async () => {
    const { server, offer } = await begin(files(0, 10_000));
    expect(await (await fetch(`${server.url}/api/v1/files`)).json()).toEqual({ maxBytes: 0 });
    await refused(offer({ size: 1 }), { code: 'forbidden' });
  });

  test('[F4] ends at a fifth for one account, at half for guests, and with all of it', async () => {
    const { server, offer, pass } = await begin(files(100, 200));
    const browser = new WebBrowser(server.url);
    await browser.ask('POST /accounts', ada);
    const hers = await server.connect({
      extraHeaders: { cookie: browser.cookie, origin: server.url },
    });
    await hers.join('garden', 'Ada');
    await offer({ size: 41 }, hers).then(
      () => expect.unreachable(),
      (error) => expect(error).toMatchObject({ code: 'full', details: { reason: 'account' } }),
    );
    await offer({ size: 40 }, hers);
    await refused(offer({ size: 1 }, hers), { code: 'full', details: { reason: 'account' } });
    // All at once: what two ask for at the same moment is not given twice.
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => offer({ size: 30 })));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    await refused(offer({ size: 11 }), { code: 'full', details: { reason: 'guest' } });
    await offer({ size: 10 });
    // What is given back is there again.
    pass(HOUR_MS);
    const again = async () => (await hers.raw('file:offer', { ...FILE, size: 40 })).ok;
    await until('the offers are forgotten', again);
    await offer({ size: 100 });
  });

  test('[F4] is refused when everything is full', async () => {
    const { server } = await begin(files(100, 100));
    const offer = async (size: number) => {
      const one = await server.join(`room-${size}`, 'Guest');
      return one.request('file:offer', { ...FILE, size });
    };
    await offer(50);
    await refused(offer(51), { code: 'full', details: { reason: 'server' } });
  });

  test('[F4] ends for guests of one address before others notice', async () => {
    const { server } = await begin({
      config: { trustProxy: true },
      rateLimits: { ...RATE_LIMITS, guestFiles: { points: 10, perS: 60 } },
    });
    const from = async (address: string) => {
      const client = await server.connect({ extraHeaders: { 'x-forwarded-for': address } });
      await client.join('street', 'Guest');
      return client.request('file:offer', { ...FILE, size: 10 });
    };
    await from('198.51.100.7');
    await refused(from('198.51.100.7'), { code: 'full', details: { reason: 'guest' } });
    await from('198.51.100.8');
  });

  test('is nothing in the self-test, and nothing out of form', async () => {
    const { server, client } = await begin();
    const tester = await server.join(`check-${'a'.repeat(24)}`, 'Tester');
    await refused(tester.request('file:offer', FILE), { code: 'forbidden' });
    for (const change of [
      { size: 0 },
      { size: 1.5 },
      { name: '../plan.png' },
      { mediaType: 'image/png; x' },
    ]) {
      const answer = await client.raw('file:offer', { ...FILE, ...change });
      expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    }
  });
});

test('a start forgets what another server left half done, and what has lost its other half', async () => {
  const first = await begin();
  const { server, offer, onDisk } = first;
  const [kept, lost] = [await offer(), await offer()];
  for (const fileId of [kept, lost]) expect((await putFile(server, fileId, BYTES)).status).toBe(204);
  rmSync(join(server.dataDir, 'files', lost));
  for (const name of ['nobodys', `${kept}.0.part`]) {
    writeFileSync(join(server.dataDir, 'files', name), BYTES);
  }
  await server.app.close();
  const again = await begin({ dataDir: server.dataDir });
  await until('it has swept', () => onDisk().length === 1);
  expect(onDisk()).toEqual([kept]);
  expect(await (await again.get(kept)).text()).toBe(BYTES);
  expect(await refusal(await putFile(again.server, lost, BYTES))).toMatchObject({ code: 'not-found' });
});

test('a database that is away is said so, and the file can be brought when it is back', async () => {
  let isAway = false;
  const { server, offer, get } = await begin({
    wrapStorage: withOther('files', (real) => ({
      complete: (...given) => {
        if (isAway) throw new Error('away');
        return real.complete(...given);
      },
    })),
  });
  const fileId = await offer();
  isAway = true;
  expect(await refusal(await putFile(server, fileId, BYTES))).toMatchObject({ code: 'unavailable' });
  expect((await get(fileId)).status).toBe(404);
  isAway = false;
  expect((await putFile(server, fileId, BYTES)).status).toBe(204);
});
