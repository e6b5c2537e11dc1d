import { ParleyError } from '@parley/protocol/errors';
import { expect, test } from 'vitest';
import { RATE_LIMITS } from '../../src/rateLimits.ts';
import type { Storage } from '../../src/storage/Storage.ts';
import { ADMIN_TOKEN, operator } from './support/operator.ts';
import { TestServer } from './support/TestServer.ts';
import { WebBrowser } from './support/WebBrowser.ts';

const ada = { name: 'ada', displayName: 'Ada', password: 'analytical engine' };
const NEXT = 'a new password';

type Credentials = Storage['accounts']['credentials'];

/** A server with an account, whose database answers as `answer` says when it is asked for a hash. */
async function begin(change: Parameters<typeof TestServer.start>[0] = {}) {
  let answer: (credentials: Credentials) => Credentials = (credentials) => credentials;
  let kept: Storage | undefined;
  const server = await TestServer.start({
    config: { adminToken: ADMIN_TOKEN },
    wrapStorage: (storage) => {
      kept = storage;
      const credentials: Credentials = (name) => answer(storage.accounts.credentials)(name);
      return { ...storage, accounts: { ...storage.accounts, credentials } };
    },
    ...change,
  });
  if (kept === undefined) throw new Error('The server has no storage');
  const hers = new WebBrowser(server.url);
  const { accountId } = (await hers.ask('POST /accounts', ada)).body;
  return {
    storage: kept,
    hers,
    accountId,
    server,
    browser: (headers?: Record<string, string>) => new WebBrowser(server.url, headers),
    answers: (next: typeof answer) => {
      answer = next;
    },
  };
}

/** Answers the first question when it is told to; the others at once. */
function holdFirst() {
  const isAsked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  let isFirst = true;
  return {
    isAsked: isAsked.promise,
    goOn: goOn.resolve,
    answer:
      (credentials: Credentials): Credentials =>
      async (name) => {
        const holds = isFirst;
        isFirst = false;
        const found = await credentials(name);
        if (holds) {
          isAsked.resolve();
          await goOn.promise;
        }
        return found;
      },
  };
}

test.each(['change', 'reset'])(
  '[K3] a %s of the password ends a sign-in under way, too',
  async (how) => {
    const { server, hers, accountId, browser, answers } = await begin();
    const { body } = await operator(server, 'POST /accounts/:accountId/reset-code', {
      params: [accountId],
    });
    const first = holdFirst();
    answers(first.answer);
    const thief = browser();
    const signingIn = thief.ask('POST /session', { name: ada.name, password: ada.password });
    await first.isAsked;
    const changed =
      how === 'change'
        ? await hers.ask('PUT /account/password', { current: ada.password, password: NEXT })
        : await hers.ask('POST /account/reset', { name: 'ada', code: body.code, password: NEXT });
    expect([200, 204]).toContain(changed.status);
    first.goOn();
    expect((await signingIn).status).toBe(401);
    expect((await hers.ask('GET /account/sessions')).body.sessions).toMatchObject([{ isCurrent: true }]);
  },
);

test('of two changes at once by the same password one is refused', async () => {
  const { hers, browser, answers } = await begin();
  const phone = browser();
  await phone.ask('POST /session', { name: ada.name, password: ada.password });
  const first = holdFirst();
  answers(first.answer);
  const change = (password: string) => ({ current: ada.password, password });
  const late = phone.ask('PUT /account/password', change('what a thief likes'));
  await first.isAsked;
  expect((await hers.ask('PUT /account/password', change(NEXT))).status).toBe(204);
  first.goOn();
  expect(await late).toMatchObject({ status: 403, body: { details: { reason: 'password' } } });
  expect((await hers.ask('GET /account')).status).toBe(200);
});

test('a hash made anew by another sign-in shuts nobody out', async () => {
  const { storage, accountId, browser, answers } = await begin();
  const first = holdFirst();
  answers(first.answer);
  const signingIn = browser().ask('POST /session', { name: ada.name, password: ada.password });
  await first.isAsked;
  const from = (await storage.accounts.credentials('ada'))?.passwordHash ?? '';
  const other = await begin();
  const to = (await other.storage.accounts.credentials('ada'))?.passwordHash ?? '';
  await storage.passwords.renew({ accountId, from, to });
  first.goOn();
  expect((await signingIn).status).toBe(200);
});

test('an attempt that failed is no guess', async () => {
  const few = { points: 2, perS: 60 };
  const signIn = { ...RATE_LIMITS.signIn, pair: few, address: few, name: few, device: few };
  const { hers, browser, answers } = await begin({
    config: { trustProxy: true },
    rateLimits: { ...RATE_LIMITS, signIn },
  });
  const right = { name: ada.name, password: ada.password };
  const stranger = browser({ 'x-forwarded-for': '198.51.100.7' });
  answers(() => () => Promise.reject(new ParleyError('unavailable', 'The database is away.')));
  const close = { password: 'wrong' };
  for (let i = 0; i < 3; i += 1) {
    expect((await stranger.ask('POST /session', right)).status).toBe(503);
    expect((await hers.ask('POST /account/close', close)).status).toBe(503);
  }
  answers((credentials) => credentials);
  expect((await stranger.ask('POST /session', right)).status).toBe(200);
  expect((await hers.ask('POST /account/close', close)).status).toBe(403);
});

test('what can be nobody’s name is wrong, and the database is not asked', async () => {
  const { browser, answers } = await begin();
  const asked: string[] = [];
  answers((credentials) => (name) => {
    asked.push(name);
    return credentials(name);
  });
  for (const name of ['a\0da', 'ada\0', '', 'ada lovelace']) {
    const attempt = { name, password: ada.password };
    expect((await browser().ask('POST /session', attempt)).status).toBe(401);
    const reset = { name, code: 'code', password: NEXT };
    expect((await browser().ask('POST /account/reset', reset)).status).toBe(401);
  }
  expect(asked).toEqual([]);
});

test('a reset code outlives a reset that failed before it was used', async () => {
  const few = { points: 2, perS: 60 };
  const { storage, server, accountId, browser, answers } = await begin({
    rateLimits: { ...RATE_LIMITS, signIn: { ...RATE_LIMITS.signIn, reset: few } },
    config: { trustProxy: true, adminToken: ADMIN_TOKEN },
  });
  const { body } = await operator(server, 'POST /accounts/:accountId/reset-code', {
    params: [accountId],
  });
  const reset = { name: 'ada', code: body.code, password: NEXT };
  answers(() => () => Promise.reject(new ParleyError('unavailable', 'The database is away.')));
  const from = browser({ 'x-forwarded-for': '198.51.100.7' });
  for (let i = 0; i < 3; i += 1) expect((await from.ask('POST /account/reset', reset)).status).toBe(503);
  answers((credentials) => credentials);
  expect((await from.ask('POST /account/reset', reset)).status).toBe(200);
  expect((await storage.sessions.ofAccount(accountId, Date.now())).length).toBe(1);
});
