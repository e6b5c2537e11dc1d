import { expect, test } from 'vitest';
import { Authenticator } from '../support/Authenticator.ts';
import { ada, beginWithAda, WRONG } from '../support/beginWithAda.ts';
import { ADMIN_TOKEN, operator } from '../support/operator.ts';
import type { WebBrowser } from '../support/WebBrowser.ts';

const { name, password } = ada;
const SUSPENDED = { status: 403, body: { code: 'forbidden', details: { reason: 'suspended' } } };

/** Ada with an account, and the operator's token. */
async function begin() {
  const parts = await beginWithAda({ config: { adminToken: ADMIN_TOKEN } });
  const { accountId } = (await parts.hers.ask('GET /account')).body;
  const setSuspended = (isSuspended: boolean, id = accountId) =>
    operator(parts.server, 'PUT /accounts/:accountId/suspension', {
      params: [id],
      body: { isSuspended },
    });
  return { ...parts, accountId, setSuspended };
}

async function byPasskey(browser: WebBrowser, device: Authenticator) {
  const { body } = await browser.ask('POST /session/passkey/options');
  return browser.ask('POST /session/passkey', { credential: device.get(body.options) });
}

test('[K15] an account that is suspended is signed out everywhere, and nobody comes in with it', async () => {
  const { server, browser, hers, accountId, setSuspended } = await begin();
  const device = new Authenticator(hers.origin);
  const asked = await hers.ask('POST /account/passkeys/options', { password });
  await hers.ask('POST /account/passkeys', {
    name: 'Phone',
    credential: device.create(asked.body.options),
  });
  const program = browser();
  const { body: signedIn } = await program.ask('POST /session', { name, password, asToken: true });
  program.sends({ authorization: `Bearer ${signedIn.token}` });
  const { body: reset } = await operator(server, 'POST /accounts/:accountId/reset-code', {
    params: [accountId],
  });

  expect(await setSuspended(true)).toMatchObject({
    status: 200,
    body: { name, suspendedAt: expect.any(Number) },
  });
  for (const one of [hers, program]) expect((await one.ask('GET /account')).status).toBe(401);
  expect(await browser().ask('POST /session', { name, password })).toMatchObject(SUSPENDED);
  expect(await byPasskey(browser(), device)).toMatchObject(SUSPENDED);
  const newPassword = { name, code: reset.code, password: 'a new password' };
  expect(await browser().ask('POST /account/reset', newPassword)).toMatchObject(SUSPENDED);
  // Only who could come in learns it.
  const guess = await browser().ask('POST /session', { name, password: WRONG });
  const nobody = await browser().ask('POST /session', { name: 'nobody', password });
  expect(guess).toMatchObject({ status: 401, body: nobody.body });
  expect((await browser().ask('POST /accounts', ada)).status).toBe(409);

  expect(await setSuspended(false)).toMatchObject({ status: 200, body: { suspendedAt: null } });
  expect((await browser().ask('POST /session', { name, password })).body.account.accountId).toBe(
    accountId,
  );
  expect((await byPasskey(browser(), device)).status).toBe(200);
  expect((await browser().ask('POST /account/reset', newPassword)).status).toBe(200);
});

test('[K15] nobody suspends their own account, nor that of the last operator', async () => {
  const { server, browser, hers, accountId, setSuspended } = await begin();
  const bobs = browser();
  const { body: bob } = await bobs.ask('POST /accounts', { ...ada, name: 'bob' });
  const suspend = (by: WebBrowser, id: string) =>
    by.ask(`PUT /accounts/${id}/suspension`, { isSuspended: true });
  const promote = (id: string) =>
    operator(server, 'PUT /accounts/:accountId/operator', {
      params: [id],
      body: { isOperator: true },
    });
  await promote(accountId);
  expect((await suspend(bobs, accountId)).status).toBe(403);
  expect((await suspend(hers, accountId)).status).toBe(409);
  expect((await setSuspended(true)).status).toBe(409);
  expect((await setSuspended(true, 'nobody-here')).status).toBe(404);
  await promote(bob.accountId);
  // Each the other one, at once.
  await Promise.all([suspend(hers, bob.accountId), suspend(bobs, accountId)]);
  const { accounts } = (await operator(server, 'GET /accounts')).body;
  expect(accounts.filter(({ suspendedAt }) => suspendedAt === null)).toHaveLength(1);
});
