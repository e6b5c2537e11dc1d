import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { Codes } from '../../src/accounts/Codes.ts';
import type { Storage } from '../../src/storage/Storage.ts';
import { TestServer } from './support/TestServer.ts';
import { WebBrowser } from './support/WebBrowser.ts';

const ada = { name: 'ada', displayName: 'Ada', password: 'analytical engine' };
const DAY_MS = 24 * 3_600_000;

/** A server, and the operator who gives out its codes. */
async function begin(signUp: 'open' | 'invitation') {
  let kept: Storage | undefined;
  let now = 1_795_000_000_000;
  const server = await TestServer.start({
    config: { signUp },
    now: () => now,
    wrapStorage: (storage) => {
      kept = storage;
      return storage;
    },
  });
  if (kept === undefined) throw new Error('The server has no storage');
  return {
    codes: new Codes({ codes: kept.codes, now: () => now, newId: randomUUID }),
    browser: () => new WebBrowser(server.url),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('an invitation lets in one person, however it was typed', async () => {
  const { codes, browser } = await begin('invitation');
  const { code } = await codes.invite('for Ada', 7);
  expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
  for (const invitation of [undefined, 'x', code.slice(1)]) {
    const { status, body } = await browser().ask('POST /accounts', { ...ada, invitation });
    expect({ status, ...body }).toMatchObject({ status: 403, details: { reason: 'invitation' } });
  }
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
  const hers = browser();
  expect((await hers.ask('POST /accounts', { ...ada, invitation: typed })).status).toBe(200);
  const second = { ...ada, name: 'bob', invitation: code };
  expect((await browser().ask('POST /accounts', second)).status).toBe(403);
  const { accountId } = (await hers.ask('GET /account')).body;
  expect(await codes.invitations()).toMatchObject([{ note: 'for Ada', usedBy: accountId }]);
});

test('an invitation ends with its time, and when it is withdrawn', async () => {
  const { codes, browser, pass } = await begin('invitation');
  const old = await codes.invite('', 1);
  const withdrawn = await codes.invite('', 3);
  await codes.withdraw(withdrawn.invitation.invitationId);
  await expect(codes.withdraw('nothing')).rejects.toMatchObject({ code: 'not-found' });
  pass(DAY_MS);
  for (const { code } of [old, withdrawn]) {
    expect((await browser().ask('POST /accounts', { ...ada, invitation: code })).status).toBe(403);
  }
});

test('a reset code sets another password once, and ends all sessions', async () => {
  const { codes, browser, pass } = await begin('open');
  const hers = browser();
  const { accountId } = (await hers.ask('POST /accounts', ada)).body;
  const reset = (code: string, change: Record<string, string> = {}) => ({
    name: 'Ada',
    code,
    password: 'a new password',
    ...change,
  });
  const expired = await codes.issueReset(accountId);
  pass(DAY_MS);
  expect((await browser().ask('POST /account/reset', reset(expired.code))).status).toBe(401);
  const { code } = await codes.issueReset(accountId);
  for (const body of [
    reset('wrong'),
    reset(code, { name: 'nobody' }),
    reset(code, { name: 'ada lovelace' }),
  ]) {
    const refused = await browser().ask('POST /account/reset', body);
    expect(refused).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  }
  // A password that will not do does not use the code up.
  const short = await browser().ask('POST /account/reset', reset(code, { password: 'short' }));
  expect(short.status).toBe(400);
  expect((await hers.ask('GET /account')).status).toBe(200);
  const phone = browser();
  expect((await phone.ask('POST /account/reset', reset(code))).body).toMatchObject({ name: 'ada' });
  expect((await phone.ask('GET /account')).status).toBe(200);
  expect((await hers.ask('GET /account')).status).toBe(401);
  expect((await browser().ask('POST /account/reset', reset(code))).status).toBe(401);
  const signIn = (password: string) => browser().ask('POST /session', { name: 'ada', password });
  expect((await signIn(ada.password)).status).toBe(401);
  expect((await signIn('a new password')).status).toBe(200);
});
