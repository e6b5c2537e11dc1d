import { describe, expect, onTestFinished, test } from 'vitest';
import { OidcProvider } from '../../../../../tools/testing/OidcProvider.ts';
import { RATE_LIMITS } from '../../../src/rateLimits.ts';
import { ada, begin, WRONG } from '../support/beginWithAda.ts';
import { ADMIN_TOKEN, operator } from '../support/operator.ts';
import type { WebBrowser } from '../support/WebBrowser.ts';

const GRACE = { sub: 'grace-1', preferred_username: 'Grace.Hopper@example.org', name: 'Grace Hopper' };
const ADA = { sub: 'ada-1', preferred_username: 'ada', email: 'ada@example.org', name: 'Ada' };
const { password } = ada;

type Options = NonNullable<Parameters<typeof begin>[0]>;

async function beginWithProvider({ config, ...options }: Options = {}) {
  const provider = await OidcProvider.start();
  onTestFinished(() => provider.stop());
  const parts = await begin({ ...options, config: { ...config, oidc: provider.settings } });

  /** @returns where the browser stands afterwards */
  const arrive = async (browser: WebBrowser, address: URL) => {
    const path = address.href.slice(`${parts.server.url}/api/v1`.length);
    const { status, headers } = await browser.ask(`GET ${path}`);
    expect(status).toBe(303);
    return headers.get('location');
  };
  const depart = async (browser: WebBrowser, invitation?: string): Promise<string> => {
    const body = { to: '/people', ...(invitation !== undefined && { invitation }) };
    const { status, body: departure } = await browser.ask('POST /session/oidc', body);
    expect(status).toBe(200);
    return departure.url;
  };
  const signIn = async (
    browser: WebBrowser,
    person: Record<string, unknown> | undefined,
    invitation?: string,
  ) => arrive(browser, provider.visit(await depart(browser, invitation), person));
  const link = async (browser: WebBrowser, person: Record<string, unknown>, typed = password) => {
    const { status, body } = await browser.ask('POST /account/identities', { password: typed });
    expect(status).toBe(200);
    return arrive(browser, provider.visit(body.url, person));
  };
  return { ...parts, provider, arrive, depart, signIn, link };
}

const who = async (browser: WebBrowser) => (await browser.ask('GET /session')).body.account;
const identities = async (browser: WebBrowser) => (await browser.ask('GET /account/identities')).body;

describe('[K12] whoever the provider knows', () => {
  test('gets an account at first, and comes back to it', async () => {
    const { browser, provider, signIn } = await beginWithProvider();
    const hers = browser();
    expect((await hers.ask('GET /session')).body).toMatchObject({ oidc: { name: 'Work' } });
    expect(await signIn(hers, GRACE)).toBe('/people');
    const account = await who(hers);
    expect(account).toMatchObject({
      name: 'grace.hopper',
      displayName: 'Grace Hopper',
      isOperator: false,
    });
    expect(hers.cookie).toContain('parley_device');
    expect(hers.cookie).not.toContain('parley_oidc');
    for (const line of hers.setCookies) expect(line).toMatch(/HttpOnly; SameSite=Lax/);
    // Whatever the provider calls her meanwhile.
    const phone = browser();
    expect(await signIn(phone, { sub: GRACE.sub, name: 'Admiral' })).toBe('/people');
    expect(await who(phone)).toEqual(account);
    expect(await identities(phone)).toEqual({
      hasPassword: false,
      identities: [expect.objectContaining({ issuer: provider.settings.issuer, subject: GRACE.sub })],
    });
    expect((await phone.ask('GET /account/export')).body.identities).toHaveLength(1);
    expect((await phone.ask('GET /account/sessions')).body.sessions).toHaveLength(2);
  });

  test('is never taken for somebody by a name or a mail address', async () => {
    const { browser, signIn } = await beginWithProvider();
    const hers = browser();
    expect((await hers.ask('POST /accounts', ada)).status).toBe(200);
    const other = browser();
    expect(await signIn(other, ADA)).toBe('/people');
    expect(await who(other)).toMatchObject({ name: 'ada-2', displayName: 'Ada' });
    expect((await who(other)).accountId).not.toBe((await who(hers)).accountId);
    expect((await identities(hers)).identities).toEqual([]);
  });

  test('has one account, in however many windows it is made at once', async () => {
    const { browser, signIn } = await beginWithProvider();
    const windows = Array.from({ length: 4 }, () => browser());
    await Promise.all(windows.map((window) => signIn(window, GRACE)));
    const ids = await Promise.all(windows.map(async (window) => (await who(window)).accountId));
    expect(new Set(ids).size).toBe(1);
  });

  test('[K15] gets in no more while an operator has suspended the account, and then again', async () => {
    const { server, browser, signIn } = await beginWithProvider({ config: { adminToken: ADMIN_TOKEN } });
    const hers = browser();
    await signIn(hers, GRACE);
    const account = await who(hers);
    const setSuspended = (isSuspended: boolean) =>
      operator(server, 'PUT /accounts/:accountId/suspension', {
        params: [account.accountId],
        body: { isSuspended },
      });
    await setSuspended(true);
    for (const one of [hers, browser()]) {
      expect(await signIn(one, GRACE)).toBe('/people#oidc=suspended');
      expect(await who(one)).toBeNull();
    }
    await setSuspended(false);
    expect(await signIn(hers, GRACE)).toBe('/people');
    expect(await who(hers)).toEqual(account);
  });

  test('gets in no further than SIGN_UP lets', async () => {
    const token = 'a-token-of-an-operator';
    const { browser, signIn } = await beginWithProvider({
      config: { signUp: 'invitation', adminToken: token },
    });
    const hers = browser();
    expect(await signIn(hers, GRACE)).toBe('/people#oidc=invitation');
    expect(await signIn(hers, GRACE, 'AAAAA-AAAAA')).toBe('/people#oidc=invitation');
    expect(await who(hers)).toBeNull();
    const operator = browser({ authorization: `Bearer ${token}` });
    const { body } = await operator.ask('POST /invitations', { note: 'Grace', forDays: 1 });
    expect(await signIn(hers, GRACE, body.code)).toBe('/people');
    expect(await signIn(browser(), ADA, body.code)).toBe('/people#oidc=invitation');
    // Who has an account needs none.
    expect(await signIn(browser(), GRACE)).toBe('/people');

    const closed = await beginWithProvider({ config: { signUp: 'off' } });
    expect(await closed.signIn(closed.browser(), GRACE)).toBe('/people#oidc=sign-up-off');
  });
});

describe('[K13] an answer of the provider', () => {
  test('is good in the browser that asked, with its state, and once', async () => {
    const { browser, provider, depart, arrive } = await beginWithProvider();
    const [hers, his] = [browser(), browser()];
    const address = provider.visit(await depart(hers), GRACE);
    // Somebody else's browser, with nothing and with a way of its own under way.
    expect(await arrive(his, address)).toBe('/settings#oidc=state');
    await depart(his);
    expect(await arrive(his, address)).toBe('/people#oidc=state');
    const { cookie } = hers;
    const wrong = new URL(address);
    wrong.searchParams.set('state', 'another');
    expect(await arrive(hers, wrong)).toBe('/people#oidc=state');
    expect(await who(hers)).toBeNull();

    const fresh = provider.visit(await depart(hers), GRACE);
    const mark = /parley_oidc=[^;]*/.exec(hers.cookie)?.[0] ?? '';
    expect(cookie).not.toContain(mark);
    expect(await arrive(hers, fresh)).toBe('/people');
    // The same once more, cookie and all.
    const thief = browser({ cookie: mark });
    expect(await arrive(thief, fresh)).toBe('/settings#oidc=state');
    expect(await who(thief)).toBeNull();
  });

  test('is not good for long', async () => {
    const clock = { now: 1_795_000_000_000 };
    const { browser, provider, depart, arrive } = await beginWithProvider({ now: () => clock.now });
    const hers = browser();
    const address = provider.visit(await depart(hers), GRACE);
    clock.now += 10 * 60_000;
    expect(await arrive(hers, address)).toBe('/settings#oidc=state');
  });

  test.each([
    ['another nonce', { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ['another audience', { aud: 'another' }],
    ['another issuer', { iss: 'https://issuer.example.org' }],
    ['an expired token', { iat: 1_000_000_000, exp: 1_000_000_060 }],
    ['no subject', { sub: undefined }],
    ['a subject that is none', { sub: 'a\u0000b' }],
  ])('with %s lets nobody in', async (_name, wrong) => {
    const { browser, provider, signIn } = await beginWithProvider();
    const hers = browser();
    provider.wrong = wrong;
    expect(await signIn(hers, GRACE)).toBe('/people#oidc=answer');
    expect(await who(hers)).toBeNull();
    provider.wrong = {};
    expect(await signIn(hers, GRACE)).toBe('/people');
  });

  test('with a strange signature or a made-up code lets nobody in', async () => {
    const { browser, provider, depart, arrive, signIn } = await beginWithProvider();
    const hers = browser();
    provider.signsWrong = true;
    expect(await signIn(hers, GRACE)).toBe('/people#oidc=answer');
    provider.signsWrong = false;
    const address = provider.visit(await depart(hers), GRACE);
    address.searchParams.set('code', 'guessed');
    expect(await arrive(hers, address)).toBe('/people#oidc=answer');
    expect(await who(hers)).toBeNull();
  });

  test('that says no is told as such', async () => {
    const { browser, signIn } = await beginWithProvider();
    expect(await signIn(browser(), undefined)).toBe('/people#oidc=cancelled');
  });

  test('is counted when it lets nobody in', async () => {
    const rateLimits = {
      ...RATE_LIMITS,
      signIn: { ...RATE_LIMITS.signIn, oidc: { points: 2, perS: 60 } },
    };
    const { browser, signIn } = await beginWithProvider({ rateLimits, config: { trustProxy: true } });
    const office = () => browser({ 'x-forwarded-for': '203.0.113.7' });
    for (let times = 0; times < 4; times += 1) expect(await signIn(office(), GRACE)).toBe('/people');
    for (let times = 0; times < 2; times += 1) {
      expect(await signIn(office(), undefined)).toBe('/people#oidc=cancelled');
    }
    expect(await signIn(office(), GRACE)).toBe('/people#oidc=rate-limited');
    expect(await signIn(browser({ 'x-forwarded-for': '203.0.113.8' }), GRACE)).toBe('/people');
  });

  test('that does not come is told as such, before and after', async () => {
    const { server, browser, provider, depart, arrive, signIn } = await beginWithProvider();
    const hers = browser();
    provider.isDown = true;
    const refused = await hers.ask('POST /session/oidc', { to: '/people' });
    expect(refused).toMatchObject({ status: 503, body: { details: { reason: 'provider' } } });
    provider.isDown = false;
    const address = provider.visit(await depart(hers), GRACE);
    provider.isDown = true;
    expect(await arrive(hers, address)).toBe('/people#oidc=unreachable');
    expect(server.log).toContainEqual(expect.objectContaining({ refusal: 'unreachable' }));
    provider.isDown = false;
    expect(await signIn(hers, GRACE)).toBe('/people');
  });
});

describe('[K14] an account', () => {
  test('is linked by whoever has its password, and unlinked', async () => {
    const { browser, link, signIn } = await beginWithProvider();
    const hers = browser();
    await hers.ask('POST /accounts', ada);
    expect(await hers.ask('POST /account/identities', { password: WRONG })).toMatchObject({
      status: 403,
      body: { details: { reason: 'password' } },
    });
    expect(await link(hers, GRACE)).toBe('/settings');
    expect(await link(hers, GRACE)).toBe('/settings');
    const phone = browser();
    expect(await signIn(phone, GRACE)).toBe('/people');
    expect(await who(phone)).toMatchObject({ name: 'ada' });
    const {
      identities: [identity],
      hasPassword,
    } = await identities(hers);
    expect(hasPassword).toBe(true);
    const path = `POST /account/identities/${identity.identityId}/remove`;
    expect((await hers.ask(path, { password: WRONG })).status).toBe(403);
    const bobs = browser();
    await bobs.ask('POST /accounts', { ...ada, name: 'bob' });
    expect((await bobs.ask(path, { password })).status).toBe(404);
    expect((await hers.ask(path, { password })).status).toBe(204);
    expect((await hers.ask(path, { password })).status).toBe(404);
    // Somebody new, then.
    expect(await signIn(phone, GRACE)).toBe('/people');
    expect(await who(phone)).toMatchObject({ name: 'grace.hopper' });
  });

  test('is linked with one person, who has no other account', async () => {
    const { browser, link, signIn } = await beginWithProvider();
    const hers = browser();
    await hers.ask('POST /accounts', ada);
    expect(await signIn(browser(), GRACE)).toBe('/people');
    expect(await link(hers, GRACE)).toBe('/settings#oidc=taken');
    expect(await link(hers, ADA)).toBe('/settings');
    expect(await link(hers, { sub: 'ada-2' })).toBe('/settings#oidc=taken');
    expect((await identities(hers)).identities).toMatchObject([{ subject: ADA.sub }]);
  });

  test('is linked in the session that asked', async () => {
    const { browser, provider, arrive } = await beginWithProvider();
    const hers = browser();
    await hers.ask('POST /accounts', ada);
    const departure = await hers.ask('POST /account/identities', { password });
    await hers.ask('DELETE /session');
    await hers.ask('POST /accounts', { ...ada, name: 'bob' });
    const address = provider.visit(departure.body.url, GRACE);
    expect(await arrive(hers, address)).toBe('/settings#oidc=session');
    expect((await identities(hers)).identities).toEqual([]);
  });

  test('without a password is changed just after signing in, and keeps a way in', async () => {
    const clock = { now: 1_795_000_000_000 };
    const { browser, signIn } = await beginWithProvider({ now: () => clock.now });
    const hers = browser();
    await signIn(hers, GRACE);
    const {
      identities: [identity],
    } = await identities(hers);
    const unlink = (typed: string) =>
      hers.ask(`POST /account/identities/${identity.identityId}/remove`, { password: typed });
    expect(await unlink('')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    // No password is hers, not even none.
    for (const typed of ['', 'none']) {
      const attempt = { name: 'grace.hopper', password: typed };
      expect((await browser().ask('POST /session', attempt)).status).toBe(401);
    }
    clock.now += 10 * 60_000;
    const change = () => hers.ask('PUT /account/password', { current: '', password });
    expect(await change()).toMatchObject({
      status: 403,
      body: { details: { reason: 'sign-in-again' } },
    });
    await signIn(hers, GRACE);
    expect((await change()).status).toBe(204);
    expect(await unlink('')).toMatchObject({ status: 403, body: { details: { reason: 'password' } } });
    expect((await unlink(password)).status).toBe(204);
    expect((await browser().ask('POST /session', { name: 'grace.hopper', password })).status).toBe(200);
  });

  test('without a password is closed just after signing in', async () => {
    const { browser, signIn } = await beginWithProvider();
    const hers = browser();
    await signIn(hers, GRACE);
    expect((await hers.ask('POST /account/close', { password: '' })).status).toBe(204);
    expect(await who(hers)).toBeNull();
    expect(await signIn(hers, GRACE)).toBe('/people');
  });
});

test('a server without a provider offers none', async () => {
  const { browser } = await begin();
  expect((await browser().ask('GET /session')).body).toMatchObject({ oidc: null });
  expect(await browser().ask('POST /session/oidc', { to: '/people' })).toMatchObject({
    status: 503,
    body: { details: { reason: 'no-provider' } },
  });
  const { headers } = await browser().ask('GET /session/oidc/callback?code=a&state=b');
  expect(headers.get('location')).toBe('/settings#oidc=state');
});

test.each(['//evil.example.org', 'https://evil.example.org', '/\\evil', '/people#x', 'people', ''])(
  'nobody is led away from this server to %j',
  async (to) => {
    const { browser } = await beginWithProvider();
    expect((await browser().ask('POST /session/oidc', { to })).status).toBe(400);
  },
);
