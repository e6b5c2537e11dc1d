import { expect, test } from 'vitest';
import { RATE_LIMITS } from '../../../src/rateLimits.ts';
import { createMailer } from '../../../src/smtp/createMailer.ts';
import { ada, beginWithAda, WRONG } from '../support/beginWithAda.ts';
import { MailServer } from '../support/MailServer.ts';
import { until } from '../support/until.ts';

const ADDRESS = 'ada@example.org';
const FROM = 'Parley <parley@example.org>';
const { name, password } = ada;

type Options = Parameters<typeof beginWithAda>[0];

async function beginWithMail(options: Options = {}) {
  const post = await MailServer.start();
  const clock = { now: 1_795_000_000_000 };
  const mailer = createMailer({ url: post.url, from: FROM });
  const parts = await beginWithAda({ now: () => clock.now, mailer, ...options });
  return { ...parts, post, clock };
}

const codeIn = (letter: string) => /^ {4}(\S+)$/m.exec(letter)?.[1] ?? '';

/** Ada has shown that mail reaches her. */
async function beginWithAddress(options: Options = {}) {
  const parts = await beginWithMail(options);
  const { hers, post } = parts;
  expect((await hers.ask('POST /account/mail', { address: ADDRESS, password })).status).toBe(204);
  const code = codeIn(await post.letterTo(ADDRESS));
  expect(await hers.ask('POST /account/mail/confirm', { code })).toMatchObject({
    status: 200,
    body: { address: ADDRESS },
  });
  return parts;
}

test('[K10] an address is the account’s once a code that was sent to it came back', async () => {
  const { hers, post, clock } = await beginWithMail();
  const ask = (address: string) => hers.ask('POST /account/mail', { address, password });
  const confirm = (code: string) => hers.ask('POST /account/mail/confirm', { code });
  const address = async () => (await hers.ask('GET /account/mail')).body.address;
  expect(await hers.ask('POST /account/mail', { address: ADDRESS, password: WRONG })).toMatchObject({
    status: 403,
    body: { details: { reason: 'password' } },
  });
  for (const bad of ['', 'ada', 'ada@example.org\r\nBCC: eve@example.org', '<ada@example.org>']) {
    expect((await ask(bad)).status).toBe(400);
  }
  expect((await ask(ADDRESS)).status).toBe(204);
  const letter = await post.letterTo(ADDRESS);
  expect(post.letters).toMatchObject([{ from: 'parley@example.org', to: [ADDRESS] }]);
  const code = codeIn(letter);
  expect(await address()).toBeNull();
  expect(await confirm('AAAAA-AAAAA-AAAAA-AAAAA')).toMatchObject({
    status: 403,
    body: { details: { reason: 'code' } },
  });
  expect((await confirm(code.toLowerCase())).body).toEqual({ address: ADDRESS });
  expect((await confirm(code)).status).toBe(403);

  // Another address takes its place once it is confirmed, and not before.
  await ask('countess@example.org');
  const late = codeIn(await post.letterTo('countess@example.org'));
  expect(await address()).toBe(ADDRESS);
  clock.now += 3_600_000;
  expect((await confirm(late)).status).toBe(403);
  expect((await hers.ask('GET /account/export')).body.mailAddress).toBe(ADDRESS);
  expect((await hers.ask('DELETE /account/mail')).status).toBe(204);
  expect(await address()).toBeNull();
});

test('[K11] whoever forgot the password gets a code, and sets another one', async () => {
  const { browser, hers, post } = await beginWithAddress();
  const guest = browser({ 'accept-language': 'de-DE,de;q=0.9' });
  expect((await guest.ask('POST /account/reset-mail', { name: ' ADA ' })).status).toBe(204);
  const code = codeIn(await post.letterTo(ADDRESS, 2));
  const reset = await guest.ask('POST /account/reset', { name, code, password: 'a new password' });
  expect(reset).toMatchObject({ status: 200, body: { name } });
  expect((await hers.ask('GET /account')).status).toBe(401);
  expect((await browser().ask('POST /session', { name, password })).status).toBe(401);
});

test('[K11] nobody learns who has an account, or an address', async () => {
  const { browser, post } = await beginWithAddress();
  const other = browser();
  await other.ask('POST /accounts', { name: 'bob', displayName: 'Bob', password });
  const answers = [];
  for (const asked of ['nobody', 'bob', '%', '', 'ada']) {
    const { status, body } = await browser().ask('POST /account/reset-mail', { name: asked });
    answers.push({ status, body });
  }
  expect(answers).toEqual(Array(5).fill({ status: 204, body: undefined }));
  await post.letterTo(ADDRESS, 2);
  expect(post.letters.every(({ to }) => to.join() === ADDRESS)).toBe(true);
  expect(post.letters).toHaveLength(2);
});

test('[K11] nobody’s box is filled, and nobody asks over and over', async () => {
  const { browser, post, server } = await beginWithAddress({
    config: { trustProxy: true },
    rateLimits: {
      ...RATE_LIMITS,
      mail: { account: { points: 2, perS: 900 }, address: { points: 3, perS: 900 } },
    },
  });
  const ask = async (address: string, asked: string) => {
    const from = browser({ 'x-forwarded-for': address });
    return (await from.ask('POST /account/reset-mail', { name: asked })).status;
  };
  for (let count = 0; count < 3; count += 1) expect(await ask('198.51.100.7', name)).toBe(204);
  expect(await ask('198.51.100.7', name)).toBe(429);
  expect(await ask('198.51.100.8', 'nobody')).toBe(204);
  await post.letterTo(ADDRESS, 2);
  // Stopping waits for what is on its way.
  await server.app.close();
  expect(post.letters).toHaveLength(2);
});

test('[K10] a letter that cannot be sent is said to whoever waits for it alone', async () => {
  const { browser, hers, post, server } = await beginWithAddress();
  post.isFull = true;
  expect(await hers.ask('POST /account/mail', { address: 'x@example.org', password })).toMatchObject({
    status: 503,
    body: { code: 'unavailable' },
  });
  expect((await browser().ask('POST /account/reset-mail', { name })).status).toBe(204);
  await until('it is in the log', () =>
    server.log.some(({ msg }) => msg === 'a reset code could not be sent'),
  );
  expect(post.letters).toHaveLength(1);
});

test('[K11] where no mail is sent, nothing is promised', async () => {
  const { browser, hers } = await beginWithAda();
  expect((await browser().ask('GET /session')).body.hasMail).toBe(false);
  const noMail = { status: 503, body: { details: { reason: 'no-mail' } } };
  expect(await browser().ask('POST /account/reset-mail', { name })).toMatchObject(noMail);
  expect(await hers.ask('POST /account/mail', { address: ADDRESS, password })).toMatchObject(noMail);
});
