import { describe, expect, test } from 'vitest';
import { RATE_LIMITS } from '../../../src/rateLimits.ts';
import { ada, beginWithAda, WRONG } from '../support/beginWithAda.ts';
import { ADMIN_TOKEN, operator } from '../support/operator.ts';
import { TestServer } from '../support/TestServer.ts';
import { WebBrowser } from '../support/WebBrowser.ts';

describe('guessing', () => {
  const limits = (change: Partial<typeof RATE_LIMITS.signIn>) => ({
    rateLimits: { ...RATE_LIMITS, signIn: { ...RATE_LIMITS.signIn, ...change } },
    config: { trustProxy: true } as const,
  });
  const few = { points: 2, perS: 60 };
  const guess = { name: ada.name, password: WRONG };
  const right = { name: ada.name, password: ada.password };

  test('of one address at one name ends, and concerns no other address', async () => {
    const { browser } = await beginWithAda(limits({ pair: few }));
    const stranger = browser({ 'x-forwarded-for': '198.51.100.7' });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await stranger.ask('POST /session', guess)).status);
    expect(statuses).toEqual([401, 401, 429]);
    // Not even the right password, and no word about it.
    expect((await stranger.ask('POST /session', right)).status).toBe(429);
    const elsewhere = browser({ 'x-forwarded-for': '198.51.100.8' });
    expect((await elsewhere.ask('POST /session', right)).status).toBe(200);
  });

  test('many at once are no more than one after the other', async () => {
    const { browser } = await beginWithAda(limits({ pair: few }));
    const stranger = browser({ 'x-forwarded-for': '198.51.100.7' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => stranger.ask('POST /session', guess)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(2);
  });

  test('what went well does not count', async () => {
    const { browser } = await beginWithAda(limits({ pair: few, address: few, name: few }));
    for (let i = 0; i < 5; i += 1) {
      const from = browser({ 'x-forwarded-for': '198.51.100.7' });
      expect((await from.ask('POST /session', right)).status).toBe(200);
    }
  });

  test('of one address at many names ends', async () => {
    const { browser } = await beginWithAda(limits({ address: few }));
    const stranger = browser({ 'x-forwarded-for': '198.51.100.7' });
    const statuses = [];
    for (const name of ['ada', 'bob', 'cleo', 'ada']) {
      statuses.push((await stranger.ask('POST /session', { ...guess, name })).status);
    }
    expect(statuses).toEqual([401, 401, 429, 429]);
  });

  test('from everywhere at one name ends, and does not shut out whose name it is', async () => {
    const { browser, hers } = await beginWithAda(limits({ name: few }));
    const statuses = [];
    for (let i = 0; i < 3; i += 1) {
      const stranger = browser({ 'x-forwarded-for': `198.51.100.${i}` });
      statuses.push((await stranger.ask('POST /session', guess)).status);
    }
    expect(statuses).toEqual([401, 401, 429]);
    expect((await browser().ask('POST /session', right)).status).toBe(429);
    // The same for a name that nobody has: there is nothing to learn.
    await hers.ask('DELETE /session');
    expect((await hers.ask('POST /session', right)).status).toBe(200);
    hers.forget('parley_device');
    expect((await hers.ask('POST /session', right)).status).toBe(429);
  });

  test('from a browser of its owner ends, too, and its mark is good for no other name', async () => {
    const { hers } = await beginWithAda(limits({ device: few, pair: few }));
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await hers.ask('POST /session', guess)).status);
    expect(statuses).toEqual([401, 401, 429]);
    const other = { ...guess, name: 'bob' };
    for (let i = 0; i < 3; i += 1) statuses.push((await hers.ask('POST /session', other)).status);
    expect(statuses.slice(3)).toEqual([401, 401, 429]);
  });

  test('a made-up mark is none', async () => {
    const { browser } = await beginWithAda(limits({ pair: few }));
    const statuses = [];
    for (const mark of ['a.b', 'x'.repeat(22), '', `${'A'.repeat(22)}.${'A'.repeat(43)}`]) {
      const stranger = browser({ cookie: `parley_device=${mark}` });
      statuses.push((await stranger.ask('POST /session', guess)).status);
    }
    expect(statuses).toEqual([401, 401, 429, 429]);
  });
});

describe('a reset code', () => {
  test('is not held back by wrong tries at the name, only by those of its own address', async () => {
    const few = { points: 2, perS: 60 };
    const signIn = { ...RATE_LIMITS.signIn, pair: few, address: few, name: few, reset: few };
    const server = await TestServer.start({
      config: { adminToken: ADMIN_TOKEN, trustProxy: true },
      rateLimits: { ...RATE_LIMITS, signIn },
    });
    const from = (address: string) => new WebBrowser(server.url, { 'x-forwarded-for': address });
    const { accountId } = (await from('198.51.100.1').ask('POST /accounts', ada)).body;
    const guess = { name: ada.name, password: WRONG };
    const statuses = [];
    for (let i = 0; i < 3; i += 1) {
      statuses.push((await from('198.51.100.7').ask('POST /session', guess)).status);
    }
    expect(statuses).toEqual([401, 401, 429]);
    const { body } = await operator(server, 'POST /accounts/:accountId/reset-code', {
      params: [accountId],
    });
    const reset = (address: string, code: string) =>
      from(address).ask('POST /account/reset', { name: 'ada', code, password: 'a new password' });
    for (let i = 0; i < 3; i += 1) statuses.push((await reset('198.51.100.8', 'wrong')).status);
    expect(statuses.slice(3)).toEqual([401, 401, 429]);
    expect((await reset('198.51.100.7', body.code)).status).toBe(200);
  });
});
