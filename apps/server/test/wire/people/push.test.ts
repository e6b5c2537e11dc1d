import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { RINGS_FOR_MS } from '../../../src/ringing/Ringing.ts';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { PushStage } from '../support/people/PushStage.ts';
import { until } from '../support/until.ts';
import { WebBrowser } from '../support/WebBrowser.ts';
import { withOther } from '../support/withOther.ts';

const ADA = accountIdOf('ada');

let stage: PushStage;

beforeEach(async () => {
  stage = await PushStage.start();
});

describe('[I1] somebody without a page is told', () => {
  test('who wrote, sealed for the browser, by a server that proves who it is', async () => {
    const bobs = await stage.subscribed('bob');
    const { body } = await bobs.ask('GET /account/push');
    expect(body).toMatchObject({ isOn: true });
    await stage.write('bob');
    const [letter] = await stage.service.lettersTo('bob', 1);
    if (!letter) throw new Error('there is no letter');
    expect(stage.service.open(letter)).toEqual({
      kind: 'message',
      from: { accountId: ADA, name: 'ada', displayName: 'Ada', pictureVersion: null },
    });
    expect(stage.service.claims(letter, body.publicKey)).toEqual({
      aud: stage.service.origin,
      exp: stage.people.now / 1000 + 12 * 3_600,
      sub: 'mailto:operator@example.org',
    });
    expect(letter.headers).toMatchObject({ ttl: '86400', 'content-encoding': 'aes128gcm' });
    expect(letter.body.toString('latin1').toLowerCase()).not.toContain('ada');
    expect(JSON.stringify(letter.headers).toLowerCase()).not.toContain('ada"');
  });

  test('in each browser that wants it; what one person writes is one topic', async () => {
    await stage.subscribed('bob', 'laptop');
    await stage.subscribed('bob', 'phone');
    await stage.write('bob');
    await stage.write('bob');
    const letters = [
      ...(await stage.service.lettersTo('laptop', 2)),
      ...(await stage.service.lettersTo('phone', 2)),
    ];
    const topics = new Set(letters.map(({ headers }) => headers['topic']));
    expect(topics.size).toBe(1);
    expect([...topics][0]).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
    await stage.write('cleo');
    const [cleos] = await stage.service.lettersTo('cleo', 1);
    expect(topics.has(cleos?.headers['topic'])).toBe(false);
  });

  test('who calls, for as long as it rings, and then that they called', async () => {
    await stage.subscribed('bob');
    await stage.ring('bob');
    const [rings] = await stage.service.lettersTo('bob', 1);
    if (!rings) throw new Error('there is no letter');
    expect(stage.service.open(rings)).toMatchObject({ kind: 'ring', from: { accountId: ADA } });
    expect(rings.headers).toMatchObject({ ttl: String(RINGS_FOR_MS / 1000), urgency: 'high' });
    stage.people.timers.advance(RINGS_FOR_MS);
    const [, missed] = await stage.service.lettersTo('bob', 2);
    if (!missed) throw new Error('there is no second letter');
    expect(stage.service.open(missed)).toMatchObject({ kind: 'missed' });
    expect(missed.headers['topic']).toBe(rings.headers['topic']);
  });

  test.each([
    ['answered', 'ring:accept'],
    ['declined', 'ring:decline'],
  ] as const)('that a call was %s on another device, where it has rung', async (kind, request) => {
    await stage.subscribed('bob', 'phone');
    const ringId = await stage.ring('bob');
    const [rings] = await stage.service.lettersTo('phone', 1);
    const laptop = await stage.people.open('bob');
    await laptop.request(request, { ringId });
    const [, over] = await stage.service.lettersTo('phone', 2);
    if (!rings || !over) throw new Error('there is no letter');
    expect(stage.service.open(over)).toMatchObject({ kind, from: { accountId: ADA } });
    expect(over.headers['topic']).toBe(rings.headers['topic']);
  });

  test('and comes to a call that rings still', async () => {
    await stage.subscribed('bob');
    const ringId = await stage.ring('bob');
    await stage.service.lettersTo('bob', 1);
    const bob = await stage.people.open('bob');
    expect(await bob.request('ring:hello', {})).toMatchObject({ ring: { ringId } });
  });
});

describe('[I2] nobody is told', () => {
  test('in a browser that has a page open; in their other ones they are', async () => {
    const { token } = await stage.people.signIn('bob');
    const laptop = new WebBrowser(stage.people.server.url, { authorization: `Bearer ${token}` });
    await laptop.ask('PUT /account/push', stage.service.subscribe('laptop'));
    await stage.subscribed('bob', 'phone');
    const page = await stage.people.connect({ auth: { token } });
    await page.hello();
    await stage.write('bob');
    await stage.ring('bob');
    await stage.service.lettersTo('phone', 2);
    await stage.expectNothingTo('laptop');
    page.close();
    await stage.people.settled();
    await stage.write('bob');
    await stage.service.lettersTo('laptop', 1);
  });

  test('who does not want to be disturbed', async () => {
    await stage.subscribed('bob');
    const bob = await stage.people.open('bob');
    await bob.request('status:set', { status: 'do-not-disturb' });
    bob.close();
    await stage.people.settled();
    await stage.write('bob');
    await stage.ring('bob');
    await stage.expectNothingTo('bob');
  });

  test('of somebody whom they have blocked, or who is no contact', async () => {
    await stage.subscribed('bob');
    const bob = await stage.people.open('bob');
    await bob.request('person:block', { accountId: ADA });
    bob.close();
    await stage.people.settled();
    await expect(stage.write('bob')).rejects.toMatchObject({ code: 'not-found' });
    await stage.ring('bob');
    await stage.people.account('dan');
    await stage.subscribed('dan');
    await expect(stage.write('dan')).rejects.toMatchObject({ code: 'not-found' });
    await stage.expectNothingTo('bob');
    await stage.expectNothingTo('dan');
  });

  test('of a call, who looks offline to everybody', async () => {
    await stage.subscribed('bob');
    const bob = await stage.people.open('bob');
    await bob.request('visibility:set', { visibility: 'nobody', showsLastSeen: false });
    bob.close();
    await stage.people.settled();
    await stage.ring('bob');
    await stage.expectNothingTo('bob');
  });

  test('of what nobody wrote, such as a receipt', async () => {
    await stage.subscribed('bob');
    await stage.write('bob', {});
    await stage.write('bob', { notifies: false });
    await stage.expectNothingTo('bob');
  });
});

test('[I1] of who has no subscription the database is not asked, of who had one before a restart it is', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-push-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const asked: string[] = [];
  const options: Parameters<typeof PushStage.start>[0] = {
    dataDir,
    wrapStorage: withOther('push', (real) => ({
      of: (accountId, now) => {
        asked.push(accountId);
        return real.of(accountId, now);
      },
    })),
  };
  stage = await PushStage.start(options);
  // Until the server has read who has any, it asks.
  await until('nobody is asked for who has none', async () => {
    asked.length = 0;
    await stage.write('bob');
    await stage.write('cleo');
    await until('the other one is asked for', () => asked.includes(accountIdOf('cleo')));
    return !asked.includes(accountIdOf('bob'));
  });
  const again = await stage.restarted(options);
  const before = again.service.letters.length;
  await again.write('cleo');
  await again.service.lettersTo('cleo', before + 1);
});
