import { type PeopleRequestName, peopleRequests } from '@parley/protocol/people/peopleContract';
import { expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { malformedVariants } from '../support/badInput.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import { requestsAbout } from '../support/people/requestsAbout.ts';
import { RELAXED } from '../support/relaxedRates.ts';
import { until } from '../support/until.ts';
import { WebBrowser } from '../support/WebBrowser.ts';
import { withOther } from '../support/withOther.ts';

const refusal = (code: string) => ({ data: { code } });

/** As a browser does: the cookie comes by itself, and the origin is that of the page. */
const browser = (token: string, headers: Record<string, string> = {}) => ({
  extraHeaders: { cookie: `other=1; parley_session=${token}`, ...headers },
});

test("[D8] a browser opens it with its session's cookie, from a page of this server alone", async () => {
  const people = await PeopleServer.start();
  await people.account('ada');
  const { token } = await people.signIn('ada');
  const own = { origin: people.server.url };
  const ada = await people.connect(browser(token, own));
  expect((await ada.hello()).me).toMatchObject({ name: 'ada', status: 'available' });
  for (const headers of [
    { origin: 'https://evil.example' },
    { ...own, 'sec-fetch-site': 'cross-site' },
    {},
  ] as Record<string, string>[]) {
    await expect(people.connect(browser(token, headers))).rejects.toMatchObject(refusal('forbidden'));
  }
  await expect(people.connect(browser('x'.repeat(43), own))).rejects.toMatchObject(
    refusal('unauthorized'),
  );
});

test('[D8] a session that ends while its socket opens leaves nothing open', async () => {
  let hasEnded = false;
  const people = await PeopleServer.start({
    wrapStorage: withOther('sessions', (real) => ({
      findByToken: async (hash) => {
        const found = hasEnded ? undefined : await real.findByToken(hash);
        hasEnded = true;
        return found;
      },
    })),
  });
  await people.account('ada');
  const { token } = await people.signIn('ada');
  const ada = await people.connect({ auth: { token } });
  await until('the socket is closed', () => !ada.socket.connected);
});

/** Asks over HTTP, as a program that is signed in. */
function api(people: PeopleServer, token: string, method: string, path: string, body?: unknown) {
  return fetch(`${people.server.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

test('[D8] a session that ends takes its sockets along, and no other ones', async () => {
  const people = await PeopleServer.start();
  await people.account('ada');
  const { token } = await people.signIn('ada');
  const here = await people.connect({ auth: { token } });
  const there = await people.open('ada');
  expect((await api(people, token, 'DELETE', '/session')).ok).toBe(true);
  await until('the socket is closed', () => !here.socket.connected);
  expect((await there.hello()).me.name).toBe('ada');
});

test('somebody with another name has it everywhere at once, online or not', async () => {
  const people = await PeopleServer.start();
  for (const name of ['ada', 'bob', 'cyd']) await people.account(name);
  await people.befriend('ada', 'bob');
  const bob = await people.open('bob');
  const cyd = await people.open('cyd');
  const { token } = await people.signIn('ada');
  await cyd.request('people:watch', { accountIds: [accountIdOf('ada')] });
  await api(people, token, 'PATCH', '/account', { displayName: 'Ada Lovelace' });
  for (const tab of [bob, cyd]) {
    const { person } = await tab.hears('person:changed');
    expect(person).toMatchObject({ displayName: 'Ada Lovelace', status: 'offline' });
  }
  const ada = await people.connect({ auth: { token } });
  await ada.hello();
  await api(people, token, 'PATCH', '/account', { displayName: 'Countess' });
  expect((await ada.hears('me:changed')).me.displayName).toBe('Countess');
  await bob.hears('person:changed', ({ person }) => person.displayName === 'Countess');
});

test('[D4] [D7] whom one may not find is shown with no new name and no new picture', async () => {
  const people = await PeopleServer.start();
  const tokens = new Map<string, string>();
  for (const name of ['ada', 'bob', 'cyd']) {
    await people.account(name);
    tokens.set(name, (await people.signIn(name)).token);
  }
  const rename = (name: string, displayName: string) =>
    api(people, tokens.get(name) ?? '', 'PATCH', '/account', { displayName });
  const [ada, bob, cyd] = [await people.open('ada'), await people.open('bob'), await people.open('cyd')];
  const about = (name: string) => ({ accountId: accountIdOf(name) });
  await bob.request('contact:request', about('ada'));
  await bob.request('contact:request', about('cyd'));
  await ada.request('person:block', about('bob'));
  await cyd.request('visibility:set', { visibility: 'contacts', showsLastSeen: false });
  await ada.settle();
  ada.heard.length = 0;
  await bob.settle();
  bob.heard.length = 0;
  for (const name of ['ada', 'bob', 'cyd']) expect((await rename(name, `New ${name}`)).ok).toBe(true);
  await bob.hears('me:changed');
  await bob.settle();
  expect(bob.heard.map(({ name }) => name)).toEqual(['me:changed']);
  await ada.settle();
  expect(ada.heard.map(({ name }) => name)).toEqual(['me:changed']);
  const faded = (name: string) => ({ ...about(name), name, displayName: name, pictureVersion: null });
  const { requests } = await bob.hello();
  expect(requests.map(({ person }) => person)).toEqual([faded('ada'), faded('cyd')]);
  expect((await ada.hello()).blocked).toEqual([faded('bob')]);
  // Shown again, they look as they do now.
  await ada.request('person:unblock', about('bob'));
  await bob.hears('contact:requested', ({ request }) => request.person.displayName === 'New ada');
});

test('a contact whose account is deleted leaves the lists and the screen', async () => {
  const people = await PeopleServer.start();
  const ada = new WebBrowser(people.server.url);
  const password = 'analytical engine';
  const { body } = await ada.ask('POST /accounts', { name: 'ada', displayName: 'Ada', password });
  const { accountId } = body;
  const bob = await people.join('bob');
  await bob.request('contact:request', { accountId });
  const tab = await people.connect({ extraHeaders: { cookie: ada.cookie, origin: people.server.url } });
  await tab.hello();
  await tab.request('contact:accept', { accountId: accountIdOf('bob') });
  await bob.request('people:watch', { accountIds: [accountId] });
  await ada.ask('POST /account/close', { password });
  expect(await bob.hears('person:hidden')).toEqual({ accountId });
  expect(bob.of('contact:removed')).toEqual([{ accountId }]);
});

test('[S1] a client of another version is refused', async () => {
  const people = await PeopleServer.start();
  await people.account('ada');
  const { token } = await people.signIn('ada');
  await expect(people.connect({ auth: { token, protocol: 99 } })).rejects.toMatchObject(
    refusal('bad-request'),
  );
});

const NAMES = Object.keys(peopleRequests) as PeopleRequestName[];

test.each(NAMES)('[A1] %s in no form that it should have', async (name) => {
  const people = await PeopleServer.start({ rateLimits: RELAXED });
  const ada = await people.join('ada');
  const { request } = peopleRequests[name];
  const example = requestsAbout('bob')[name];
  expect(request.safeParse(example).success).toBe(true);
  const variants = malformedVariants(example).filter((variant) => !request.safeParse(variant).success);
  expect(variants.length).toBeGreaterThan(5);
  for (const variant of variants.slice(0, 60)) {
    expect(await ada.raw(name, variant), JSON.stringify(variant)).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
  }
  expect(people.server.log.filter(({ level }) => level === 'error')).toEqual([]);
});

test('[A1] a request of a room is none of people, and a made-up cursor is refused', async () => {
  const people = await PeopleServer.start();
  const ada = await people.join('ada');
  for (const name of ['room:join', 'constructor', 'people:changed', '']) {
    expect(await ada.raw(name, {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  }
  for (const cursor of [
    'x',
    'bnVsbA',
    'W10',
    'WzEsMl0',
    Buffer.from('["\\u0000","a"]').toString('base64url'),
  ]) {
    expect(await ada.raw('people:search', { query: 'a', cursor })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
  }
});

test('[X1] a server that stops says so, and notes who was here until then, but not who hides', async () => {
  const seen: (readonly string[])[] = [];
  const people = await PeopleServer.start({
    wrapStorage: withOther('people', (real) => ({
      noteSeen: (accountIds, at) => {
        seen.push(accountIds);
        return real.noteSeen(accountIds, at);
      },
    })),
  });
  const ada = await people.join('ada');
  const bob = await people.join('bob');
  await bob.request('visibility:set', { visibility: 'nobody', showsLastSeen: true });
  const closed = people.server.app.close();
  await ada.hears('server:closing');
  await closed;
  expect(seen).toEqual([[accountIdOf('ada')]]);
});
