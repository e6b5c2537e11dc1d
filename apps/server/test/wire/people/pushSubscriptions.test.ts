import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { LOCAL_REACH } from '../support/PushService.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import { PushStage } from '../support/people/PushStage.ts';
import { until } from '../support/until.ts';
import { WebBrowser } from '../support/WebBrowser.ts';

let stage: PushStage;

beforeEach(async () => {
  stage = await PushStage.start();
});

describe('[I3] a subscription', () => {
  test.each([404, 410])(
    'goes when the push service says %i, and stays after other refusals',
    async (gone) => {
      const bobs = await stage.subscribed('bob');
      stage.service.status = 500;
      await stage.write('bob');
      await stage.service.lettersTo('bob', 1);
      await until('the refusal is in the log', () =>
        stage.people.server.log.some(({ msg }) => msg === 'a push service took no notification'),
      );
      expect((await bobs.ask('GET /account/push')).body.isOn).toBe(true);
      stage.service.status = gone;
      await stage.write('bob');
      await until('it is gone', async () => !(await bobs.ask('GET /account/push')).body.isOn);
    },
  );

  test('ends when it is switched off, and with its session', async () => {
    const bobs = await stage.subscribed('bob');
    expect((await bobs.ask('DELETE /account/push')).status).toBe(204);
    expect((await bobs.ask('GET /account/push')).body.isOn).toBe(false);
    expect((await bobs.ask('PUT /account/push', stage.service.subscribe('bob'))).status).toBe(204);
    expect((await stage.people.export('bob'))['notifications']).toEqual([
      { endpoint: `${stage.service.origin}/bob`, createdAt: stage.people.now },
    ]);
    expect((await bobs.ask('DELETE /session')).status).toBe(204);
    expect((await stage.people.export('bob'))['notifications']).toEqual([]);
    await stage.write('bob');
    await stage.expectNothingTo('bob');
  });

  test("is one's own: one session neither sees nor ends that of another", async () => {
    const laptop = await stage.subscribed('bob', 'laptop');
    const phone = await stage.browserOf('bob');
    expect((await phone.ask('GET /account/push')).body.isOn).toBe(false);
    expect((await phone.ask('DELETE /account/push')).status).toBe(204);
    expect((await laptop.ask('GET /account/push')).body.isOn).toBe(true);
    expect((await (await stage.browserOf('ada')).ask('DELETE /account/push')).status).toBe(204);
    expect((await laptop.ask('GET /account/push')).body.isOn).toBe(true);
  });

  test('is for whoever is signed in', async () => {
    const guest = new WebBrowser(stage.people.server.url);
    for (const endpoint of ['GET /account/push', 'DELETE /account/push']) {
      expect((await guest.ask(endpoint)).status).toBe(401);
    }
    expect((await guest.ask('PUT /account/push', stage.service.subscribe('guest'))).status).toBe(401);
  });

  test('has an address where push services are, and keys', async () => {
    const bobs = await stage.browserOf('bob');
    const { endpoint, keys } = stage.service.subscribe('bob');
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
    for (let i = 0; i < PEOPLE_LIMITS.pushSubscriptions; i += 1)
      await stage.subscribed('bob', `browser-${i}`);
    const more = await stage.browserOf('bob');
    const refused = await more.ask('PUT /account/push', stage.service.subscribe('more'));
    expect(refused.body).toMatchObject({ code: 'full' });
  });
});

test('[I4] where the operator wants no notifications nobody can have them', async () => {
  const people = await PeopleServer.start({ pushReach: LOCAL_REACH, config: { push: undefined } });
  await people.account('bob');
  const { token } = await people.signIn('bob');
  const bobs = new WebBrowser(people.server.url, { authorization: `Bearer ${token}` });
  expect((await bobs.ask('GET /account/push')).body).toEqual({ isOn: false, publicKey: null });
  expect((await bobs.ask('PUT /account/push', stage.service.subscribe('bob'))).status).toBe(403);
});

test('[I4] the key of the server is the same after a restart', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-push-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const keyOf = async (at: PushStage) =>
    (await (await at.browserOf('bob')).ask('GET /account/push')).body.publicKey;
  const first = await PushStage.start({ dataDir });
  const key = await keyOf(first);
  expect(key).toMatch(/^[A-Za-z0-9_-]{87}$/);
  expect(await keyOf(await first.restarted({ dataDir }))).toBe(key);
});
