import { describe, expect, test } from 'vitest';
import { RATE_LIMITS } from '../../../src/rateLimits.ts';
import { ada, begin, beginWithAda } from '../support/beginWithAda.ts';

describe('signing up', () => {
  test('makes an account and signs in, with a cookie that no script reads', async () => {
    const { hers } = await beginWithAda();
    const { body } = await hers.ask('GET /account');
    expect(body).toEqual({
      accountId: expect.any(String),
      name: 'ada',
      displayName: 'Ada Lovelace',
      isOperator: false,
      pictureVersion: null,
      createdAt: expect.any(Number),
    });
    expect(hers.setCookies[0]).toMatch(
      /^parley_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
    );
  });

  test('over https the cookie is bound to this host and to https', async () => {
    const publicUrl = 'https://meet.example.org';
    const { browser } = await begin({ config: { publicUrl } });
    const hers = browser({ origin: publicUrl });
    await hers.ask('POST /accounts', ada);
    expect(hers.setCookies[0]).toMatch(/^__Host-parley_session=.*; Secure$/);
    expect((await hers.ask('GET /account')).status).toBe(200);
  });

  test('says when the name is taken, and keeps the account that has it', async () => {
    const { browser } = await beginWithAda();
    const other = await browser().ask('POST /accounts', { ...ada, password: 'another password' });
    expect(other).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await browser().ask('POST /session', ada)).status).toBe(400);
    const { name, password } = ada;
    expect((await browser().ask('POST /session', { name, password })).status).toBe(200);
  });

  test.each([
    { name: 'Ada' },
    { name: 'ab' },
    { name: '.ada' },
    { name: 'a'.repeat(33) },
    { name: 'ada lovelace' },
    { displayName: '' },
    { displayName: 'Ada\u202e' },
    { password: 'ninechars' },
    { password: 'x'.repeat(257) },
    { isOperator: true },
  ])('refuses %j', async (change) => {
    const { browser } = await begin();
    const { status, body } = await browser().ask('POST /accounts', { ...ada, ...change });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'bad-request' });
  });

  test('is not there where it is switched off', async () => {
    const { browser } = await begin({ config: { signUp: 'off' } });
    const { status, body } = await browser().ask('POST /accounts', ada);
    expect({ status, ...body }).toMatchObject({ status: 403, details: { reason: 'sign-up-off' } });
    expect((await browser().ask('GET /session')).body).toEqual({
      account: null,
      signUp: 'off',
      guest: null,
      hasMail: false,
      oidc: null,
    });
  });

  test('is held back from one address', async () => {
    const signIn = { ...RATE_LIMITS.signIn, signUp: { points: 2, perS: 60 } };
    const { browser } = await begin({
      rateLimits: { ...RATE_LIMITS, signIn },
      config: { trustProxy: true },
    });
    const statuses = async (address: string) => {
      const answers = [];
      for (let i = 0; i < 3; i += 1) {
        const from = browser({ 'x-forwarded-for': address });
        answers.push((await from.ask('POST /accounts', { ...ada, displayName: '' })).status);
        answers.push((await from.ask('POST /accounts', ada)).status);
      }
      return answers;
    };
    // What is malformed costs nothing.
    expect(await statuses('198.51.100.7')).toEqual([400, 200, 400, 409, 400, 429]);
    expect(await statuses('198.51.100.8')).toEqual([400, 409, 400, 409, 400, 429]);
  });
});
