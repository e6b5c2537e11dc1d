import { expect, test } from 'vitest';
import { ada, beginWithAda } from '../support/beginWithAda.ts';
import type { TestServer } from '../support/TestServer.ts';
import { until } from '../support/until.ts';
import type { WebBrowser } from '../support/WebBrowser.ts';

const nameIn = async (browser: WebBrowser) => (await browser.ask('GET /session')).body.guest;

/** A tab of this browser, in a room. */
async function enter(server: TestServer, { cookie }: WebBrowser, name: string, origin = server.url) {
  const client = await server.connect({ extraHeaders: { cookie, origin } });
  await client.join('home', name);
  return client;
}

test('[K7] a guest keeps the name, changes it, and is forgotten', async () => {
  const { browser } = await beginWithAda();
  const guest = browser();
  expect(await nameIn(guest)).toBeNull();
  expect(await guest.ask('PUT /guest', { name: 'Bob' })).toMatchObject({
    status: 200,
    body: { name: 'Bob' },
  });
  expect(guest.setCookies.at(-1)).toMatch(
    /^parley_guest=\S+; Path=\/; Max-Age=31536000; HttpOnly; Same/,
  );
  expect(await nameIn(guest)).toEqual({ name: 'Bob' });
  await guest.ask('PUT /guest', { name: 'Bøb 🦊' });
  expect(await nameIn(guest)).toEqual({ name: 'Bøb 🦊' });
  expect((await guest.ask('PUT /guest', { name: ' Bob ' })).status).toBe(400);
  expect((await guest.ask('DELETE /guest')).status).toBe(204);
  expect(guest.cookie).not.toContain('parley_guest');
  expect(await nameIn(guest)).toBeNull();
});

test('[K7] what was changed by hand is nobody, without a word', async () => {
  const { browser } = await beginWithAda();
  const guest = browser();
  await guest.ask('PUT /guest', { name: 'Bob' });
  const [, mark = ''] = guest.cookie.split('=');
  const [kept = '', signature = ''] = mark.split('.');
  const [guestId] = JSON.parse(Buffer.from(kept, 'base64url').toString());
  const forged = Buffer.from(JSON.stringify([guestId, 'Ada'])).toString('base64url');
  const attempts = [`${forged}.${signature}`, `${kept}.${'A'.repeat(43)}`, kept, `${kept}.`, '.', '%'];
  for (const attempt of attempts) {
    const forger = browser();
    forger.sends({ cookie: `parley_guest=${attempt}` });
    expect(await nameIn(forger), attempt).toBeNull();
    expect((await forger.ask('PUT /guest', { name: 'Eve' })).status).toBe(200);
  }
});

test('[K7] whoever signs in is no guest any more, and cannot become one', async () => {
  const { browser } = await beginWithAda();
  const one = browser();
  await one.ask('PUT /guest', { name: 'Bob' });
  const guestCookie = one.cookie;
  await one.ask('POST /session', { name: ada.name, password: ada.password });
  expect(one.cookie).not.toContain('parley_guest');
  expect((await one.ask('PUT /guest', { name: 'Bob' })).status).toBe(409);
  one.sends({ cookie: guestCookie });
  expect((await one.ask('GET /session')).body).toMatchObject({ account: { name: 'ada' }, guest: null });
});

test('[K7] a guest who comes anew after a crash finds no ghost, and no place of others is touched', async () => {
  const { server, browser, hers } = await beginWithAda();
  const [bob, another] = [browser(), browser()];
  for (const guest of [bob, another]) await guest.ask('PUT /guest', { name: 'Bob' });
  const lost = [
    await enter(server, bob, 'Bob'),
    await enter(server, another, 'Bob'),
    await enter(server, hers, 'Bob'),
  ];
  for (const client of lost) client.crash();
  await until('the lines are gone', async () => (await server.metric('parley_sockets')) === 0);
  const peerIds = lost.map(({ peerId }) => peerId);

  const evil = await enter(server, bob, 'Bob', 'https://evil.example');
  expect(evil.joined.snapshot.peers.map(({ peerId }) => peerId)).toEqual([...peerIds, evil.peerId]);
  // The cookie of a guest beside a session: it is the account that comes.
  hers.sends({ cookie: bob.cookie });
  const signedIn = await enter(server, hers, 'Ada');
  expect(evil.of('peer:left')).toEqual([]);
  const back = await enter(server, bob, 'Bob');
  expect(back.joined.snapshot.peers.map(({ peerId }) => peerId)).toEqual([
    ...peerIds.slice(1),
    evil.peerId,
    signedIn.peerId,
    back.peerId,
  ]);
  const second = await enter(server, bob, 'Bob');
  expect(second.joined.snapshot.peers).toHaveLength(6);
});
