import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { RINGS_FOR_MS } from '../../../src/ringing/Ringing.ts';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { LOCAL_REACH, PushService } from '../support/PushService.ts';
import { deviceKeyOf, sealedMessage } from '../support/people/messages.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import type { PersonClient } from '../support/people/PersonClient.ts';
import { until } from '../support/until.ts';
import { WebBrowser } from '../support/WebBrowser.ts';
import { withOther } from '../support/withOther.ts';

const ADA = accountIdOf('ada');

let people: PeopleServer;
let service: PushService;
let ada: PersonClient;
let count = 0;

/** A browser in which somebody is signed in, with no page open. */
async function browserOf(name: string): Promise<WebBrowser> {
  const { token } = await people.signIn(name);
  return new WebBrowser(people.server.url, { authorization: `Bearer ${token}` });
}

/** The same, and it wants notifications. */
async function subscribed(name: string, browser = name): Promise<WebBrowser> {
  const theirs = await browserOf(name);
  expect(await theirs.ask('PUT /account/push', service.subscribe(browser))).toMatchObject({
    status: 204,
  });
  return theirs;
}

async function openDevice(client: PersonClient, device: string): Promise<PersonClient> {
  await client.request('device:open', { deviceKey: deviceKeyOf(device), name: device });
  return client;
}

/** Somebody's device, without any page: it was open once. */
async function deviceOf(name: string): Promise<void> {
  const tab = await openDevice(await people.open(name), name);
  tab.close();
  await people.settled();
}

function write(to: string, more: { notifies?: boolean } = { notifies: true }) {
  count += 1;
  return ada.request('message:send', {
    ...sealedMessage(`message-${count}`, deviceKeyOf('ada')),
    accountId: accountIdOf(to),
    keys: [{ accountId: accountIdOf(to), deviceKey: deviceKeyOf(to), sealedKey: 'key' }],
    ...more,
  });
}

async function ring(to: string): Promise<string> {
  count += 1;
  const ringId = `ring-id-${count}`;
  await ada.request('ring:start', { ringId, accountId: accountIdOf(to) });
  return ringId;
}

/** Cleo is told of something that came later than all before: what Bob was to be told would be there. */
async function expectNothingTo(browser: string): Promise<void> {
  const before = service.letters.filter(({ to }) => to === '/cleo').length;
  await write('cleo');
  await service.lettersTo('cleo', before + 1);
  expect(service.letters.filter(({ to }) => to === `/${browser}`)).toEqual([]);
}

beforeEach(async () => {
  people = await PeopleServer.start({ pushReach: LOCAL_REACH });
  service = await PushService.start();
  for (const name of ['ada', 'bob', 'cleo']) await people.account(name);
  await people.befriend('ada', 'bob');
  await people.befriend('ada', 'cleo');
  ada = await openDevice(await people.open('ada'), 'ada');
  await deviceOf('bob');
  await deviceOf('cleo');
  await subscribed('cleo');
});

describe('[I1] somebody without a page is told', () => {
  test('who wrote, sealed for the browser, by a server that proves who it is', async () => {
    const bobs = await subscribed('bob');
    const { body } = await bobs.ask('GET /account/push');
    expect(body).toMatchObject({ isOn: true });
    await write('bob');
    const [letter] = await service.lettersTo('bob', 1);
    if (!letter) throw new Error('there is no letter');
    expect(service.open(letter)).toEqual({
      kind: 'message',
      from: { accountId: ADA, name: 'ada', displayName: 'Ada', pictureVersion: null },
    });
    expect(service.claims(letter, body.publicKey)).toEqual({
      aud: service.origin,
      exp: people.now / 1000 + 12 * 3_600,
      sub: 'mailto:operator@example.org',
    });
    expect(letter.headers).toMatchObject({ ttl: '86400', 'content-encoding': 'aes128gcm' });
    expect(letter.body.toString('latin1').toLowerCase()).not.toContain('ada');
    expect(JSON.stringify(letter.headers).toLowerCase()).not.toContain('ada"');
  });

  test('in each browser that wants it; what one person writes is one topic', async () => {
    await subscribed('bob', 'laptop');
    await subscribed('bob', 'phone');
    await write('bob');
    await write('bob');
    const letters = [
      ...(await service.lettersTo('laptop', 2)),
      ...(await service.lettersTo('phone', 2)),
    ];
    const topics = new Set(letters.map(({ headers }) => headers['topic']));
    expect(topics.size).toBe(1);
    expect([...topics][0]).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
    await write('cleo');
    const [cleos] = await service.lettersTo('cleo', 1);
    expect(topics.has(cleos?.headers['topic'])).toBe(false);
  });

  test('who calls, for as long as it rings, and then that they called', async () => {
    await subscribed('bob');
    await ring('bob');
    const [rings] = await service.lettersTo('bob', 1);
    if (!rings) throw new Error('there is no letter');
    expect(service.open(rings)).toMatchObject({ kind: 'ring', from: { accountId: ADA } });
    expect(rings.headers).toMatchObject({ ttl: String(RINGS_FOR_MS / 1000), urgency: 'high' });
    people.timers.advance(RINGS_FOR_MS);
    const [, missed] = await service.lettersTo('bob', 2);
    if (!missed) throw new Error('there is no second letter');
    expect(service.open(missed)).toMatchObject({ kind: 'missed' });
    expect(missed.headers['topic']).toBe(rings.headers['topic']);
  });

  test.each([
    ['answered', 'ring:accept'],
    ['declined', 'ring:decline'],
  ] as const)('that a call was %s on another device, where it has rung', async (kind, request) => {
    await subscribed('bob', 'phone');
    const ringId = await ring('bob');
    const [rings] = await service.lettersTo('phone', 1);
    const laptop = await people.open('bob');
    await laptop.request(request, { ringId });
    const [, over] = await service.lettersTo('phone', 2);
    if (!rings || !over) throw new Error('there is no letter');
    expect(service.open(over)).toMatchObject({ kind, from: { accountId: ADA } });
    expect(over.headers['topic']).toBe(rings.headers['topic']);
  });

  test('and comes to a call that rings still', async () => {
    await subscribed('bob');
    const ringId = await ring('bob');
    await service.lettersTo('bob', 1);
    const bob = await people.open('bob');
    expect(await bob.request('ring:hello', {})).toMatchObject({ ring: { ringId } });
  });
});

describe('[I2] nobody is told', () => {
  test('in a browser that has a page open; in their other ones they are', async () => {
    const { token } = await people.signIn('bob');
    const laptop = new WebBrowser(people.server.url, { authorization: `Bearer ${token}` });
    await laptop.ask('PUT /account/push', service.subscribe('laptop'));
    await subscribed('bob', 'phone');
    const page = await people.connect({ auth: { token } });
    await page.hello();
    await write('bob');
    await ring('bob');
    await service.lettersTo('phone', 2);
    await expectNothingTo('laptop');
    page.close();
    await people.settled();
    await write('bob');
    await service.lettersTo('laptop', 1);
  });

  test('who does not want to be disturbed', async () => {
    await subscribed('bob');
    const bob = await people.open('bob');
    await bob.request('status:set', { status: 'do-not-disturb' });
    bob.close();
    await people.settled();
    await write('bob');
    await ring('bob');
    await expectNothingTo('bob');
  });

  test('of somebody whom they have blocked, or who is no contact', async () => {
    await subscribed('bob');
    const bob = await people.open('bob');
    await bob.request('person:block', { accountId: ADA });
    bob.close();
    await people.settled();
    await expect(write('bob')).rejects.toMatchObject({ code: 'not-found' });
    await ring('bob');
    await people.account('dan');
    await subscribed('dan');
    await expect(write('dan')).rejects.toMatchObject({ code: 'not-found' });
    await expectNothingTo('bob');
    await expectNothingTo('dan');
  });

  test('of a call, who looks offline to everybody', async () => {
    await subscribed('bob');
    const bob = await people.open('bob');
    await bob.request('visibility:set', { visibility: 'nobody', showsLastSeen: false });
    bob.close();
    await people.settled();
    await ring('bob');
    await expectNothingTo('bob');
  });

  test('of what nobody wrote, such as a receipt', async () => {
    await subscribed('bob');
    await write('bob', {});
    await write('bob', { notifies: false });
    await expectNothingTo('bob');
  });
});

describe('[I3] a subscription', () => {
  test.each([404, 410])(
    'goes when the push service says %i, and stays after other refusals',
    async (gone) => {
      const bobs = await subscribed('bob');
      service.status = 500;
      await write('bob');
      await service.lettersTo('bob', 1);
      await until('the refusal is in the log', () =>
        people.server.log.some(({ msg }) => msg === 'a push service took no notification'),
      );
      expect((await bobs.ask('GET /account/push')).body.isOn).toBe(true);
      service.status = gone;
      await write('bob');
      await until('it is gone', async () => !(await bobs.ask('GET /account/push')).body.isOn);
    },
  );

  test('ends when it is switched off, and with its session', async () => {
    const bobs = await subscribed('bob');
    expect((await bobs.ask('DELETE /account/push')).status).toBe(204);
    expect((await bobs.ask('GET /account/push')).body.isOn).toBe(false);
    expect((await bobs.ask('PUT /account/push', service.subscribe('bob'))).status).toBe(204);
    expect((await people.export('bob'))['notifications']).toEqual([
      { endpoint: `${service.origin}/bob`, createdAt: people.now },
    ]);
    expect((await bobs.ask('DELETE /session')).status).toBe(204);
    expect((await people.export('bob'))['notifications']).toEqual([]);
    await write('bob');
    await expectNothingTo('bob');
  });

  test("is one's own: one session neither sees nor ends that of another", async () => {
    const laptop = await subscribed('bob', 'laptop');
    const phone = await browserOf('bob');
    expect((await phone.ask('GET /account/push')).body.isOn).toBe(false);
    expect((await phone.ask('DELETE /account/push')).status).toBe(204);
    expect((await laptop.ask('GET /account/push')).body.isOn).toBe(true);
    expect((await (await browserOf('ada')).ask('DELETE /account/push')).status).toBe(204);
    expect((await laptop.ask('GET /account/push')).body.isOn).toBe(true);
  });

  test('is for whoever is signed in', async () => {
    const guest = new WebBrowser(people.server.url);
    for (const endpoint of ['GET /account/push', 'DELETE /account/push']) {
      expect((await guest.ask(endpoint)).status).toBe(401);
    }
    expect((await guest.ask('PUT /account/push', service.subscribe('guest'))).status).toBe(401);
  });

  test('has an address where push services are, and keys', async () => {
    const bobs = await browserOf('bob');
    const { endpoint, keys } = service.subscribe('bob');
    const noPoint = Buffer.alloc(65, 4).toString('base64url');
    const wrong = [
      { endpoint: 'http://10.0.0.1/a', keys },
      { endpoint: 'http://[fd00::1]/a', keys },
      { endpoint: 'https://push.example.org/a', keys },
      { endpoint: 'nowhere', keys },
      { endpoint: `${endpoint}/${'a'.repeat(PEOPLE_LIMITS.pushEndpointLength)}`, keys },
      { endpoint, keys: { ...keys, p256dh: noPoint } },
      { endpoint, keys: { ...keys, auth: 'short' } },
      { endpoint },
    ];
    for (const body of wrong) expect((await bobs.ask('PUT /account/push', body)).status).toBe(400);
    expect((await bobs.ask('GET /account/push')).body.isOn).toBe(false);
  });

  test('is one of a few', async () => {
    for (let i = 0; i < PEOPLE_LIMITS.pushSubscriptions; i += 1) await subscribed('bob', `browser-${i}`);
    const more = await browserOf('bob');
    const refused = await more.ask('PUT /account/push', service.subscribe('more'));
    expect(refused.body).toMatchObject({ code: 'full' });
  });
});

test('[I1] of who has no subscription the database is not asked, of who had one before a restart it is', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-push-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const asked: string[] = [];
  const start = () =>
    PeopleServer.start({
      dataDir,
      pushReach: LOCAL_REACH,
      wrapStorage: withOther('push', (real) => ({
        of: (accountId, now) => {
          asked.push(accountId);
          return real.of(accountId, now);
        },
      })),
    });
  people = await start();
  for (const name of ['ada', 'bob', 'cleo']) await people.account(name);
  await people.befriend('ada', 'bob');
  await people.befriend('ada', 'cleo');
  ada = await openDevice(await people.open('ada'), 'ada');
  await deviceOf('bob');
  await deviceOf('cleo');
  await subscribed('cleo');
  // Until the server has read who has any, it asks.
  await until('nobody is asked for who has none', async () => {
    asked.length = 0;
    await write('bob');
    await write('cleo');
    await until('the other one is asked for', () => asked.includes(accountIdOf('cleo')));
    return !asked.includes(accountIdOf('bob'));
  });
  await people.server.app.close();
  people = await start();
  ada = await openDevice(await people.open('ada'), 'ada');
  const before = service.letters.length;
  await write('cleo');
  await service.lettersTo('cleo', before + 1);
});

test('[I4] where the operator wants no notifications nobody can have them', async () => {
  people = await PeopleServer.start({ pushReach: LOCAL_REACH, config: { push: undefined } });
  await people.account('bob');
  const bobs = await browserOf('bob');
  expect((await bobs.ask('GET /account/push')).body).toEqual({ isOn: false, publicKey: null });
  expect((await bobs.ask('PUT /account/push', service.subscribe('bob'))).status).toBe(403);
});

test('[I4] the key of the server is the same after a restart', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-push-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const keyOf = async () => (await (await browserOf('bob')).ask('GET /account/push')).body.publicKey;
  people = await PeopleServer.start({ dataDir });
  await people.account('bob');
  const key = await keyOf();
  expect(key).toMatch(/^[A-Za-z0-9_-]{87}$/);
  await people.server.app.close();
  people = await PeopleServer.start({ dataDir });
  expect(await keyOf()).toBe(key);
});
