import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { describe, expect, test } from 'vitest';
import { RATE_LIMITS } from '../../../src/rateLimits.ts';
import { Authenticator } from '../support/Authenticator.ts';
import { ada, type begin, beginWithAda, WRONG } from '../support/beginWithAda.ts';
import type { WebBrowser } from '../support/WebBrowser.ts';

const { password } = ada;

type Wrong = Parameters<Authenticator['create']>[1];

async function addPasskey(browser: WebBrowser, device: Authenticator, name = 'Phone', wrong?: Wrong) {
  const asked = await browser.ask('POST /account/passkeys/options', { password });
  expect(asked.status).toBe(200);
  const credential = device.create(asked.body.options, wrong);
  return browser.ask('POST /account/passkeys', { name, credential });
}

async function signIn(browser: WebBrowser, device: Authenticator, name?: string, wrong?: Wrong) {
  const asked = await browser.ask('POST /session/passkey/options');
  expect(asked.status).toBe(200);
  const credential = device.get(asked.body.options, wrong);
  return browser.ask('POST /session/passkey', { credential, ...(name !== undefined && { name }) });
}

/** Ada has a passkey; the clock stands still between two steps. */
async function beginWithPasskey(options: Parameters<typeof begin>[0] = {}) {
  const clock = { now: 1_795_000_000_000 };
  const parts = await beginWithAda({ now: () => clock.now, ...options });
  const device = new Authenticator(parts.hers.origin);
  const { status, body } = await addPasskey(parts.hers, device);
  expect(status).toBe(200);
  return { ...parts, clock, device, passkey: body };
}

const REFUSED = { status: 401, body: { code: 'unauthorized' } };

describe('[K8] a passkey', () => {
  test('is added with the password, and signs in without a name and with it', async () => {
    const { browser, hers, device, passkey, clock } = await beginWithPasskey();
    expect(passkey).toEqual({
      passkeyId: expect.any(String),
      name: 'Phone',
      createdAt: clock.now,
      lastUsedAt: null,
      isSynced: false,
    });
    clock.now += 1_000;
    const phone = browser();
    const entered = await signIn(phone, device);
    expect(entered).toMatchObject({ status: 200, body: { name: 'ada' } });
    expect((await phone.ask('GET /account')).body.name).toBe('ada');
    expect(phone.cookie).toContain('parley_device');
    expect(phone.cookie).not.toContain('parley_challenge');
    expect((await hers.ask('GET /account/passkeys')).body.passkeys).toEqual([
      { ...passkey, lastUsedAt: clock.now },
    ]);
    expect((await signIn(browser(), device, ' ADA ')).status).toBe(200);
    expect(await signIn(browser(), device, 'bob')).toMatchObject(REFUSED);
  });

  test('is renamed, and opens nothing once it was removed', async () => {
    const { browser, hers, device, passkey } = await beginWithPasskey();
    const { passkeyId } = passkey;
    const path = `/account/passkeys/${passkeyId}`;
    expect((await hers.ask(`PATCH ${path}`, { name: 'Old phone' })).status).toBe(204);
    expect((await hers.ask(`PATCH ${path}`, { name: '' })).status).toBe(400);
    expect((await hers.ask('PATCH /account/passkeys/nobodys-1', { name: 'x' })).status).toBe(404);
    const listed = async () => (await hers.ask('GET /account/passkeys')).body.passkeys;
    expect(await listed()).toMatchObject([{ name: 'Old phone' }]);
    expect(await hers.ask(`POST ${path}/remove`, { password: WRONG })).toMatchObject({
      status: 403,
      body: { details: { reason: 'password' } },
    });
    expect((await signIn(browser(), device)).status).toBe(200);
    expect((await hers.ask(`POST ${path}/remove`, { password })).status).toBe(204);
    expect(await listed()).toEqual([]);
    expect(await signIn(browser(), device)).toMatchObject(REFUSED);
    expect((await hers.ask(`POST ${path}/remove`, { password })).status).toBe(404);
  });

  test('belongs to its account alone', async () => {
    const { browser, hers, device, passkey } = await beginWithPasskey();
    const bobs = browser();
    await bobs.ask('POST /accounts', { name: 'bob', displayName: 'Bob', password });
    expect((await bobs.ask('GET /account/passkeys')).body.passkeys).toEqual([]);
    const path = `/account/passkeys/${passkey.passkeyId}`;
    expect((await bobs.ask(`PATCH ${path}`, { name: 'Mine' })).status).toBe(404);
    expect((await bobs.ask(`POST ${path}/remove`, { password })).status).toBe(404);
    const [key] = device.keys;
    if (key === undefined) throw new Error('there is no key');
    // Bob's authenticator, with her credential's id under his name, and the other way round.
    const his = new Authenticator(hers.origin);
    expect((await addPasskey(bobs, his)).status).toBe(200);
    const { userHandle, privateKey } = his.keys[0] ?? key;
    for (const wrong of [{ userHandle }, { privateKey }, { id: 'A'.repeat(22) }]) {
      expect(await signIn(browser(), device, undefined, { key: { ...key, ...wrong } })).toMatchObject(
        REFUSED,
      );
    }
    expect((await signIn(browser(), device)).body.name).toBe('ada');
  });

  test('is not added without a session, without the password, or more often than once', async () => {
    const { browser, hers, device } = await beginWithPasskey();
    expect((await browser().ask('POST /account/passkeys/options', { password })).status).toBe(401);
    expect((await hers.ask('POST /account/passkeys/options', { password: WRONG })).status).toBe(403);
    const { body } = await hers.ask('POST /account/passkeys/options', { password });
    expect(body.options.excludeCredentials).toMatchObject([{ id: device.keys[0]?.id }]);
    const credential = device.create(body.options);
    const { cookie } = hers;
    expect((await hers.ask('POST /account/passkeys', { name: 'One', credential })).status).toBe(200);
    hers.sends({ cookie: cookie.replace(/^.*(parley_challenge=[^;]*).*$/, '$1') });
    expect((await hers.ask('POST /account/passkeys', { name: 'Two', credential })).status).toBe(400);
    expect((await hers.ask('GET /account/passkeys')).body.passkeys).toHaveLength(2);
  });

  test('is one of so many', async () => {
    const { hers } = await beginWithAda();
    const device = new Authenticator(hers.origin);
    for (let count = 0; count < PEOPLE_LIMITS.passkeys; count += 1) {
      expect((await addPasskey(hers, device, `Key ${count}`)).status).toBe(200);
    }
    expect(await addPasskey(hers, device)).toMatchObject({ status: 409, body: { code: 'full' } });
  });

  test('goes along with one’s data, and with the account', async () => {
    const { browser, hers, device, passkey } = await beginWithPasskey();
    expect((await hers.ask('GET /account/export')).body.passkeys).toEqual([passkey]);
    expect((await hers.ask('POST /account/close', { password })).status).toBe(204);
    expect(await signIn(browser(), device)).toMatchObject(REFUSED);
  });
});

describe('[K9] a challenge', () => {
  const wrongs = (device: Authenticator): Wrong[] => [
    { origin: 'https://evil.example' },
    { origin: device.origin.replace('http:', 'https:') },
    { challenge: 'A'.repeat(43) },
    { isVerified: false },
    { host: 'evil.example' },
  ];

  test('is answered by a passkey for here and now, or nothing is added', async () => {
    const { hers } = await beginWithAda();
    const device = new Authenticator(hers.origin);
    for (const wrong of wrongs(device)) {
      const { status } = await addPasskey(hers, device, 'Phone', wrong);
      expect({ wrong, status }).toEqual({ wrong, status: 400 });
    }
    await hers.ask('POST /account/passkeys/options', { password });
    for (const credential of [{}, { id: 'x' }, { id: 1, response: null }]) {
      expect((await hers.ask('POST /account/passkeys', { name: 'x', credential })).status).toBe(400);
    }
    expect((await hers.ask('GET /account/passkeys')).body.passkeys).toEqual([]);
  });

  test('is answered by a passkey for here and now, or nobody comes in', async () => {
    const { browser, device } = await beginWithPasskey();
    for (const wrong of wrongs(device)) {
      const refused = await signIn(browser(), device, undefined, wrong);
      expect({ wrong, ...refused }).toMatchObject({ wrong, ...REFUSED });
    }
    const guest = browser();
    for (const credential of [{}, { id: 'x' }, { id: 'x', response: { userHandle: '%' } }]) {
      await guest.ask('POST /session/passkey/options');
      expect(await guest.ask('POST /session/passkey', { credential })).toMatchObject(REFUSED);
    }
    expect((await guest.ask('GET /account')).status).toBe(401);
  });

  test('is good once, in the browser that was given it', async () => {
    const { browser, device } = await beginWithPasskey();
    const [one, other] = [browser(), browser()];
    const { body } = await one.ask('POST /session/passkey/options');
    const { cookie } = one;
    const credential = device.get(body.options);
    expect(await other.ask('POST /session/passkey', { credential })).toMatchObject(REFUSED);
    expect((await one.ask('POST /session/passkey', { credential })).status).toBe(200);
    other.sends({ cookie });
    expect(await other.ask('POST /session/passkey', { credential })).toMatchObject(REFUSED);
    // A wrong answer uses it up as well.
    const { body: next } = await one.ask('POST /session/passkey/options');
    expect(await one.ask('POST /session/passkey', { credential })).toMatchObject(REFUSED);
    const late = device.get(next.options);
    expect(await one.ask('POST /session/passkey', { credential: late })).toMatchObject(REFUSED);
  });

  test('is good for five minutes, and for what it was asked for', async () => {
    const { browser, hers, device, clock } = await beginWithPasskey();
    const phone = browser();
    const { body } = await phone.ask('POST /session/passkey/options');
    clock.now += 5 * 60_000;
    const late = { credential: device.get(body.options) };
    expect(await phone.ask('POST /session/passkey', late)).toMatchObject(REFUSED);
    const { body: adding } = await hers.ask('POST /account/passkeys/options', { password });
    const misused = { credential: device.get({ ...body.options, challenge: adding.options.challenge }) };
    expect(await hers.ask('POST /session/passkey', misused)).toMatchObject(REFUSED);
    // Of another session of the same account.
    await phone.ask('POST /session', { name: ada.name, password });
    const { body: here } = await hers.ask('POST /account/passkeys/options', { password });
    phone.sends({ cookie: hers.cookie.replace(/^.*(parley_challenge=[^;]*).*$/, '$1') });
    const credential = device.create(here.options);
    expect((await phone.ask('POST /account/passkeys', { name: 'x', credential })).status).toBe(400);
    expect((await hers.ask('POST /account/passkeys', { name: 'x', credential })).status).toBe(200);
  });

  test('is not answered by an authenticator that counts back', async () => {
    const { browser, device } = await beginWithPasskey();
    device.counter = 7;
    expect((await signIn(browser(), device)).status).toBe(200);
    // A copy of the key that does not know of that use.
    device.counter = 5;
    expect(await signIn(browser(), device)).toMatchObject(REFUSED);
    device.counter = 8;
    expect((await signIn(browser(), device)).status).toBe(200);
  });

  test('is answered wrongly so often by one address and no more', async () => {
    const signInBudgets = { ...RATE_LIMITS.signIn, passkey: { points: 2, perS: 900 } };
    const { browser, device } = await beginWithPasskey({
      config: { trustProxy: true },
      rateLimits: { ...RATE_LIMITS, signIn: signInBudgets },
    });
    const from = (address: string) => browser({ 'x-forwarded-for': address });
    const attempt = async (address: string, wrong?: Wrong) =>
      (await signIn(from(address), device, undefined, wrong)).status;
    for (let count = 0; count < 3; count += 1) expect(await attempt('198.51.100.7')).toBe(200);
    const wrong = { challenge: 'A'.repeat(43) };
    for (let count = 0; count < 2; count += 1) expect(await attempt('198.51.100.7', wrong)).toBe(401);
    expect(await attempt('198.51.100.7')).toBe(429);
    expect(await attempt('198.51.100.8')).toBe(200);
  });
});

test('[K8] passkeys are for the host at which people reach the server', async () => {
  const publicUrl = 'https://meet.example.org:8443';
  const { hers } = await beginWithAda({ config: { publicUrl } });
  hers.sends({ origin: publicUrl });
  const { body } = await hers.ask('POST /account/passkeys/options', { password });
  expect(body.options.rp).toMatchObject({ id: 'meet.example.org' });
  const here = new Authenticator(publicUrl);
  expect((await addPasskey(hers, here)).status).toBe(200);
  const elsewhere = new Authenticator('https://meet.example.org');
  expect((await addPasskey(hers, elsewhere)).status).toBe(400);
});
