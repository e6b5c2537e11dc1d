import { expect, test } from 'vitest';
import type { TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';
import { WebBrowser } from './support/WebBrowser.ts';

const ada = { name: 'ada', displayName: 'Ada', password: 'analytical engine' };

async function begin(guestsAllowed = false) {
  const server = await TestServer.start({ config: { guestsAllowed } });
  const browser = new WebBrowser(server.url);
  await browser.ask('POST /accounts', ada);
  const connect = (origin = server.url, cookie = browser.cookie) =>
    server.connect({ extraHeaders: { cookie, origin } });
  return { server, browser, connect };
}

const GUESTS = { code: 'unauthorized', details: { reason: 'guests' } };

async function expectNoWayIn(client: TestClient) {
  await expect(client.request('room:preview', { room: 'home' })).rejects.toMatchObject(GUESTS);
  await expect(client.join('home', 'Guest')).rejects.toMatchObject(GUESTS);
}

test('[K6] where guests are not allowed, they learn nothing of a room and get into none', async () => {
  const { server, connect } = await begin();
  const inside = await connect();
  await inside.join('home', 'Ada');
  await expectNoWayIn(await server.connect());
  await expectNoWayIn(await connect(server.url, `parley_session=${'A'.repeat(43)}`));
  expect(inside.of('peer:joined')).toEqual([]);
  expect(await server.metric('parley_peers')).toBe(1);
});

test('[K6] a page of another site does not bring the session of whoever looks at it', async () => {
  const { connect } = await begin();
  await expectNoWayIn(await connect('https://evil.example'));
});

test('[K6] a program brings the token of its session', async () => {
  const { server, browser } = await begin();
  const { name, password } = ada;
  const { body } = await browser.ask('POST /session', { name, password, asToken: true });
  const program = await server.connect({ auth: { protocol: 1, token: body.token } });
  await program.join('home', 'Robot');
  await expectNoWayIn(await server.connect({ auth: { protocol: 1, token: `${body.token}x` } }));
});

test('[K6] everybody may find out whether calls work from here', async () => {
  const { server } = await begin();
  const guest = await server.connect();
  await guest.join(`check-${'a'.repeat(24)}`, 'probe');
});

test('[K6] a session that ends takes its peers along, and nobody else', async () => {
  const { server, browser, connect } = await begin();
  const { name, password } = ada;
  const phone = new WebBrowser(server.url);
  await phone.ask('POST /session', { name, password });
  const stays = await connect(server.url, phone.cookie);
  await stays.join('home', 'Phone');
  const goes = await connect();
  await goes.join('home', 'Laptop');
  await browser.ask('DELETE /session');
  expect(await stays.hears('peer:left')).toEqual({ peerId: goes.peerId, reason: 'left' });
  const again = await connect();
  const { peerId, resumeToken } = goes.joined;
  await expect(
    again.request('room:resume', { room: 'home', peerId, resumeToken, since: 0 }),
  ).rejects.toMatchObject({ code: 'not-found' });
  await expectNoWayIn(again);
  expect(stays.socket.connected).toBe(true);
});

test('[K6] a peer that comes back without its session still leaves when that ends', async () => {
  const { server, browser, connect } = await begin();
  const first = await connect();
  const { peerId, resumeToken } = await first.join('home', 'Laptop');
  const second = await server.connect();
  await second.request('room:resume', { room: 'home', peerId, resumeToken, since: 0 });
  await browser.ask('DELETE /session');
  await until('the peer is gone', async () => (await server.metric('parley_peers')) === 0);
  await until('its socket is closed', () => !second.socket.connected);
});

test('[K6] a place that is kept for a peer is gone when its session ends', async () => {
  const { server, browser, connect } = await begin();
  const away = await connect();
  const { peerId, resumeToken } = await away.join('home', 'Laptop');
  away.crash();
  await until('the socket is gone', async () => (await server.metric('parley_sockets')) === 0);
  expect(await server.metric('parley_peers')).toBe(1);
  await browser.ask('DELETE /session');
  const again = await server.connect();
  await expect(
    again.request('room:resume', { room: 'home', peerId, resumeToken, since: 0 }),
  ).rejects.toMatchObject({ code: 'not-found' });
});

test('where guests are allowed, who is signed in changes nothing', async () => {
  const { server, connect } = await begin(true);
  await (await server.connect()).join('home', 'Guest');
  await (await connect('https://elsewhere.example')).join('home', 'Also a guest');
  expect(await server.metric('parley_peers')).toBe(2);
});
