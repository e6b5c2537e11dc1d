import { describe, expect, test } from 'vitest';
import { RATE_LIMITS } from '../../src/rateLimits.ts';
import { ADMIN_TOKEN, operator } from './support/operator.ts';
import { TestServer } from './support/TestServer.ts';
import { WebBrowser } from './support/WebBrowser.ts';

const ada = { name: 'ada', displayName: 'Ada Lovelace', password: 'analytical engine' };
const WRONG = 'difference engine';
const WEBP = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP'), Buffer.alloc(100, 1)]).toString('base64');

type Options = Parameters<typeof TestServer.start>[0];

async function begin(options: Options = {}) {
  const server = await TestServer.start(options);
  return { server, browser: (headers?: Record<string, string>) => new WebBrowser(server.url, headers) };
}

async function beginWithAda(options: Options = {}) {
  const { server, browser } = await begin(options);
  const hers = browser();
  expect((await hers.ask('POST /accounts', ada)).status).toBe(200);
  return { server, browser, hers };
}

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

describe('signing in', () => {
  const attempt = (change: Record<string, unknown> = {}) => ({
    name: ada.name,
    password: ada.password,
    ...change,
  });

  test('works with the name in any case, and out again', async () => {
    const { browser } = await beginWithAda();
    const other = browser();
    const { status, body } = await other.ask('POST /session', attempt({ name: ' ADA ' }));
    expect({ status, body }).toMatchObject({ status: 200, body: { account: { name: 'ada' } } });
    expect(body.token).toBeUndefined();
    const session = other.cookie;
    expect((await other.ask('DELETE /session')).status).toBe(204);
    expect(other.cookie).not.toContain('parley_session');
    expect((await other.ask('GET /account')).status).toBe(401);
    expect((await other.ask('DELETE /session')).status).toBe(204);
    // The token itself is worth nothing any more.
    other.sends({ cookie: session });
    expect((await other.ask('GET /account')).status).toBe(401);
  });

  test('says the same of a wrong name and of a wrong password', async () => {
    const { browser } = await beginWithAda();
    const answers = await Promise.all(
      [{ password: WRONG }, { password: '' }, { name: 'nobody' }, { name: '%' }, { name: '' }].map(
        (change) => browser().ask('POST /session', attempt(change)),
      ),
    );
    for (const { status, body } of answers)
      expect({ status, body }).toEqual({ status: 401, body: answers[0]?.body });
  });

  test('gives programs a token and no cookie', async () => {
    const { browser } = await beginWithAda();
    const program = browser();
    const { body, headers } = await program.ask('POST /session', attempt({ asToken: true }));
    expect(headers.getSetCookie()).toEqual([]);
    expect((await program.ask('GET /account')).status).toBe(401);
    program.sends({ authorization: `Bearer ${body.token}` });
    expect((await program.ask('GET /account')).body.name).toBe('ada');
    program.sends({ authorization: `Bearer ${body.token}x` });
    expect((await program.ask('GET /account')).status).toBe(401);
  });

  test('lasts thirty days from the last use', async () => {
    let now = 1_795_000_000_000;
    const day = 24 * 3_600_000;
    const { hers } = await beginWithAda({ now: () => now });
    for (let days = 0; days < 60; days += 20) {
      now += 20 * day;
      expect((await hers.ask('GET /account')).status).toBe(200);
    }
    // The cookie, too: the browser would forget it otherwise.
    const [renewed] = (await hers.ask('GET /session')).headers.getSetCookie();
    expect(renewed).toBe(hers.setCookies[0]);
    now += 30 * day;
    expect((await hers.ask('GET /account')).status).toBe(401);
  });

  test('a page of another site cannot do it, nor anything else, in anybody’s name', async () => {
    const { hers } = await beginWithAda();
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[]) {
      hers.sends(headers);
      for (const endpoint of ['POST /session', 'DELETE /session', 'PATCH /account', 'POST /accounts']) {
        expect((await hers.ask(endpoint, {})).status, JSON.stringify(headers)).toBe(403);
      }
    }
  });

  test('a form of another site cannot even speak: JSON alone is understood', async () => {
    const { server } = await begin();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const { status } = await fetch(`${server.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': type, origin: server.url },
        body: JSON.stringify(attempt()),
      });
      expect([400, 415]).toContain(status);
    }
  });
});

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

describe('an account', () => {
  test('changes what others see', async () => {
    const { hers } = await beginWithAda();
    const { status, body } = await hers.ask('PATCH /account', { displayName: 'Countess 🦊' });
    expect({ status, body }).toMatchObject({ status: 200, body: { displayName: 'Countess 🦊' } });
    for (const change of [{ name: 'eve' }, { isOperator: true }, { displayName: ' x' }, {}]) {
      expect((await hers.ask('PATCH /account', change)).status).toBe(400);
    }
    expect((await hers.ask('GET /account')).body).toEqual(body);
  });

  test('another password ends all other sessions', async () => {
    const { browser, hers } = await beginWithAda();
    const phone = browser();
    await phone.ask('POST /session', { name: ada.name, password: ada.password });
    const change = { current: ada.password, password: 'another password' };
    expect((await hers.ask('PUT /account/password', { ...change, current: WRONG })).body).toMatchObject({
      code: 'forbidden',
      details: { reason: 'password' },
    });
    expect((await phone.ask('GET /account')).status).toBe(200);
    expect((await hers.ask('PUT /account/password', { ...change, password: 'short' })).status).toBe(400);
    expect((await hers.ask('PUT /account/password', change)).status).toBe(204);
    expect((await hers.ask('GET /account')).status).toBe(200);
    expect((await phone.ask('GET /account')).status).toBe(401);
    const again = (password: string) => phone.ask('POST /session', { name: ada.name, password });
    expect((await again(ada.password)).status).toBe(401);
    expect((await again('another password')).status).toBe(200);
  });

  test('lists its sessions and ends them one by one, its own alone', async () => {
    const { browser, hers } = await beginWithAda();
    const phone = browser({ 'user-agent': 'Phone/2' });
    await phone.ask('POST /session', { name: ada.name, password: ada.password });
    const bob = browser();
    await bob.ask('POST /accounts', { ...ada, name: 'bob' });
    const sessions = async () => (await hers.ask('GET /account/sessions')).body.sessions;
    const listed = await sessions();
    expect(listed).toHaveLength(2);
    const ofPhone = listed.find((one: { userAgent: string }) => one.userAgent === 'Phone/2');
    expect(ofPhone).toMatchObject({ isCurrent: false, createdAt: expect.any(Number) });
    expect(JSON.stringify(listed)).not.toMatch(/token|hash/i);
    const end = `DELETE /account/sessions/${ofPhone.sessionId}`;
    expect((await bob.ask(end)).status).toBe(404);
    expect((await phone.ask('GET /account')).status).toBe(200);
    expect((await hers.ask(end)).status).toBe(204);
    expect((await phone.ask('GET /account')).status).toBe(401);
    expect((await hers.ask(end)).status).toBe(404);
    expect(await sessions()).toMatchObject([{ isCurrent: true }]);
    await phone.ask('POST /session', { name: ada.name, password: ada.password });
    expect((await hers.ask('DELETE /account/sessions')).status).toBe(204);
    expect((await phone.ask('GET /account')).status).toBe(401);
    expect((await hers.ask('GET /account')).status).toBe(200);
    expect((await bob.ask('GET /account')).status).toBe(200);
  });

  test('is closed with the password, and leaves its name to others', async () => {
    const { browser, hers } = await beginWithAda();
    expect((await hers.ask('POST /account/close', { password: WRONG })).status).toBe(403);
    expect((await hers.ask('GET /account')).status).toBe(200);
    expect((await hers.ask('POST /account/close', { password: ada.password })).status).toBe(204);
    expect((await hers.ask('GET /account')).status).toBe(401);
    const { name, password } = ada;
    expect((await browser().ask('POST /session', { name, password })).status).toBe(401);
    expect((await browser().ask('POST /accounts', ada)).status).toBe(200);
  });

  test('takes everything along that is kept of it', async () => {
    const { hers } = await beginWithAda();
    await hers.ask('PUT /account/picture', { mediaType: 'image/webp', data: WEBP });
    const { body, headers } = await hers.ask('GET /account/export');
    expect(headers.get('content-disposition')).toBe('attachment; filename="parley-ada.json"');
    expect(body).toMatchObject({
      exportedAt: expect.any(Number),
      account: { name: 'ada' },
      picture: { mediaType: 'image/webp', data: WEBP },
      sessions: [{ userAgent: 'Browser/1.0', isCurrent: true }],
      phoneBook: { me: { visibility: 'everyone' }, contacts: [], requests: [], blocked: [] },
    });
    expect(JSON.stringify(body)).not.toContain('argon2');
  });

  test('that is a stranger’s is nobody’s', async () => {
    const { browser } = await beginWithAda();
    const stranger = browser({ cookie: `parley_session=${'A'.repeat(43)}` });
    for (const endpoint of ['GET /account', 'GET /account/export', 'GET /account/sessions']) {
      expect((await stranger.ask(endpoint)).status).toBe(401);
    }
    expect((await stranger.ask('GET /session')).body.account).toBeNull();
  });
});

describe('a picture', () => {
  const put = (data: string, mediaType = 'image/webp') =>
    ['PUT /account/picture', { mediaType, data }] as const;

  test('is served as what it is, for ever, under an address of its own', async () => {
    const { server, hers } = await beginWithAda();
    const { accountId, pictureVersion } = (await hers.ask(...put(WEBP))).body;
    const get = (version: string) =>
      fetch(`${server.url}/api/v1/accounts/${accountId}/picture/${version}`);
    const answer = await get(pictureVersion);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(WEBP);
    expect((await hers.ask(...put(WEBP))).body.pictureVersion).not.toBe(pictureVersion);
    expect((await get(pictureVersion)).status).toBe(404);
    const { body } = await hers.ask('DELETE /account/picture');
    expect(body.pictureVersion).toBeNull();
    expect((await get('null')).status).toBe(404);
  });

  test('is not looked for where there can be none, and asking is limited', async () => {
    const { server } = await begin({
      wrapStorage: (storage) => ({
        ...storage,
        accounts: {
          ...storage.accounts,
          find: async (accountId) => {
            // As Postgres does.
            if (accountId.includes('\0')) throw new Error('invalid byte sequence');
            return storage.accounts.find(accountId);
          },
        },
      }),
      config: { trustProxy: true },
      rateLimits: { ...RATE_LIMITS, api: { points: 3, perS: 60 } },
    });
    const get = async (path: string) => {
      const url = `${server.url}/api/v1/accounts/${path}`;
      return (await fetch(url, { headers: { 'x-forwarded-for': '198.51.100.7' } })).status;
    };
    expect(await get('%00aaaaaaaa/picture/aaaaaaaa')).toBe(404);
    expect(await get('aaaaaaaa/picture/%00aaaaaaaa')).toBe(404);
    expect(await get('aaaaaaaa/picture/aaaaaaaa')).toBe(404);
    expect(await get('aaaaaaaa/picture/aaaaaaaa')).toBe(429);
  });

  test.each([
    ['a page', Buffer.from('<script>alert(1)</script>').toString('base64'), 'image/webp'],
    ['a drawing with scripts', Buffer.from('<svg/>').toString('base64'), 'image/svg+xml'],
    ['another kind than it says', WEBP, 'image/jpeg'],
    [
      'something too large',
      Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP'), Buffer.alloc(33_000)]).toString('base64'),
      'image/webp',
    ],
    ['nothing', '', 'image/webp'],
    ['no base64', '????', 'image/webp'],
  ])('that is %s is refused', async (_what, data, mediaType) => {
    const { hers } = await beginWithAda();
    expect((await hers.ask(...put(data, mediaType))).status).toBe(400);
    expect((await hers.ask('GET /account')).body.pictureVersion).toBeNull();
  });
});
