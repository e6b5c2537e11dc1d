import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { beforeEach, describe, expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { deviceKeyOf, sealedMessage } from '../support/people/messages.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import type { PersonClient } from '../support/people/PersonClient.ts';

const ADA = accountIdOf('ada');
const BOB = accountIdOf('bob');

let people: PeopleServer;
let ada: PersonClient;
let bob: PersonClient;

/** A tab of somebody on the device of that name. */
async function openOn(person: string, device: string): Promise<PersonClient> {
  const client = await people.open(person);
  await client.request('device:open', { deviceKey: deviceKeyOf(device), name: device });
  return client;
}

beforeEach(async () => {
  people = await PeopleServer.start();
  for (const name of ['ada', 'bob']) await people.account(name);
  await people.befriend('ada', 'bob');
  ada = await openOn('ada', 'ada1');
  bob = await openOn('bob', 'bob1');
});

const key = (accountId: string, device: string) => ({
  accountId,
  deviceKey: deviceKeyOf(device),
  sealedKey: `key-for-${device}`,
});

function send(messageId: string, keys = [key(BOB, 'bob1')], from = 'ada1') {
  const toBob = { ...sealedMessage(messageId, deviceKeyOf(from), `body-${messageId}`), accountId: BOB };
  return ada.request('message:send', { ...toBob, keys });
}

function take(client: PersonClient, device: string, takenUpTo = 0) {
  return client.request('message:fetch', { deviceKey: deviceKeyOf(device), takenUpTo });
}

async function waiting(client: PersonClient, device: string): Promise<string[]> {
  return (await take(client, device)).envelopes.map(({ messageId }) => messageId);
}

describe('a message', () => {
  test('[N7] is told of to a tab that has opened its device and said nothing else', async () => {
    const { token } = await people.signIn('bob');
    const tab = await people.connect({ auth: { token } });
    await tab.request('device:open', { deviceKey: deviceKeyOf('bob1'), name: 'bob1' });
    await send('message-1');
    expect(await tab.hears('message:waiting')).toEqual({ deviceKeys: [deviceKeyOf('bob1')] });
  });

  test('[N2] waits in order until the device says that it has it', async () => {
    expect(await send('message-1')).toEqual({ position: 1, sentAt: people.now });
    await send('message-2');
    await bob.hears('message:waiting');
    const { envelopes, hasMore } = await take(bob, 'bob1');
    expect(hasMore).toBe(false);
    expect(envelopes).toEqual([
      {
        ...sealedMessage('message-1', deviceKeyOf('ada1'), 'body-message-1'),
        position: 1,
        sentAt: people.now,
        number: 1,
        senderId: ADA,
        recipientId: BOB,
        sealedKey: 'key-for-bob1',
      },
      expect.objectContaining({ messageId: 'message-2', position: 2, number: 2 }),
    ]);
    expect(await waiting(bob, 'bob1')).toEqual(['message-1', 'message-2']);
    expect((await take(bob, 'bob1', 1)).envelopes).toMatchObject([{ messageId: 'message-2' }]);
    expect((await take(bob, 'bob1', 2)).envelopes).toEqual([]);
    expect(await waiting(bob, 'bob1')).toEqual([]);
  });

  test('[N3] sent again is the same one, in the same place, and is not brought again', async () => {
    const first = await send('message-1');
    await send('message-2');
    await take(bob, 'bob1', 2);
    people.timers.advance(5_000);
    expect(await send('message-1')).toEqual(first);
    expect(await waiting(bob, 'bob1')).toEqual([]);
    expect(await send('message-3')).toMatchObject({ position: 3 });
  });

  test('[N2] counts the two together, whoever writes', async () => {
    await send('message-1');
    const toAda = { ...sealedMessage('message-1', deviceKeyOf('bob1')), accountId: ADA };
    const answer = await bob.request('message:send', { ...toAda, keys: [key(ADA, 'ada1')] });
    expect(answer.position).toBe(2);
    expect(await waiting(ada, 'ada1')).toEqual(['message-1']);
  });

  test('[N1] goes to all devices of both but the one it comes from, and to exactly those', async () => {
    const adaToo = await openOn('ada', 'ada2');
    const bobToo = await openOn('bob', 'bob2');
    const all = [key(BOB, 'bob1'), key(BOB, 'bob2'), key(ADA, 'ada2')];
    const wrong = [
      all.slice(1),
      [...all, key(ADA, 'ada1')],
      [...all, key(BOB, 'bob2')],
      [...all.slice(1), key(BOB, 'bob3')],
      [],
    ];
    for (const keys of wrong) {
      await expect(send('message-1', keys)).rejects.toMatchObject({
        code: 'conflict',
        details: { reason: 'devices' },
      });
    }
    await expect(send('message-1', all, 'bob1')).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'own-device' },
    });
    expect(await waiting(bob, 'bob1')).toEqual([]);
    await send('message-1', all.toReversed());
    for (const [client, device] of [
      [bob, 'bob1'],
      [bobToo, 'bob2'],
      [adaToo, 'ada2'],
    ] as const) {
      const heard = await client.hears('message:waiting');
      expect(heard.deviceKeys).toContain(deviceKeyOf(device));
      expect((await take(client, device)).envelopes).toMatchObject([{ sealedKey: `key-for-${device}` }]);
    }
    expect(await waiting(ada, 'ada1')).toEqual([]);
  });

  test('[N1] to somebody without a device is refused', async () => {
    await bob.request('device:remove', { deviceKey: deviceKeyOf('bob1') });
    await expect(send('message-1', [])).rejects.toMatchObject({ details: { reason: 'no-device' } });
  });

  test('is given in pages', async () => {
    for (let i = 0; i <= PEOPLE_LIMITS.envelopePage; i += 1) await send(`message-${i}`);
    const page = await take(bob, 'bob1');
    expect(page.envelopes).toHaveLength(PEOPLE_LIMITS.envelopePage);
    expect(page.hasMore).toBe(true);
    const rest = await take(bob, 'bob1', PEOPLE_LIMITS.envelopePage);
    expect(rest.envelopes).toMatchObject([{ messageId: `message-${PEOPLE_LIMITS.envelopePage}` }]);
    expect(rest.hasMore).toBe(false);
  });
});

describe('a block', () => {
  test('[N4] takes away what was not delivered, and answers like somebody who is no contact', async () => {
    await send('message-1');
    await bob.request('person:block', { accountId: ADA });
    expect(await waiting(bob, 'bob1')).toEqual([]);
    const refusal = (request: Promise<unknown>) => request.catch((error) => error.toWire());
    const stranger = ada.request('message:send', {
      ...sealedMessage('message-2', deviceKeyOf('ada1')),
      accountId: accountIdOf('nobody'),
      keys: [key(BOB, 'bob1')],
    });
    expect(await refusal(send('message-2'))).toEqual(await refusal(stranger));
    expect(await refusal(ada.request('device:list', { accountId: BOB }))).toMatchObject({
      code: 'not-found',
    });
    await bob.request('person:unblock', { accountId: ADA });
    expect(await waiting(bob, 'bob1')).toEqual([]);
  });
});

describe('devices', () => {
  test('[N5] that are new are told to the others of the same person, and to nobody else', async () => {
    const adaToo = await openOn('ada', 'ada2');
    const { devices } = await ada.hears('device:changed', ({ devices }) => devices.length === 2);
    expect(devices).toMatchObject([
      { deviceKey: deviceKeyOf('ada1'), name: 'ada1' },
      { deviceKey: deviceKeyOf('ada2'), name: 'ada2' },
    ]);
    await bob.settle();
    expect(bob.of('device:changed')).toHaveLength(1);
    expect(await bob.request('device:list', { accountId: ADA })).toEqual({
      deviceKeys: [deviceKeyOf('ada1'), deviceKeyOf('ada2')],
    });
    const again = { deviceKey: deviceKeyOf('ada2'), name: 'ada2 again' };
    expect(await adaToo.request('device:open', again)).toMatchObject({
      isNew: false,
      devices: [{}, { name: 'ada2 again' }],
    });
  });

  test('[N5] above the limit the one that was not seen for the longest time goes', async () => {
    for (let i = 2; i <= PEOPLE_LIMITS.devices + 1; i += 1) {
      people.timers.advance(1_000);
      await openOn('bob', `bob${i}`);
    }
    const { deviceKeys } = await ada.request('device:list', { accountId: BOB });
    expect(deviceKeys).toHaveLength(PEOPLE_LIMITS.devices);
    expect(deviceKeys).not.toContain(deviceKeyOf('bob1'));
    await expect(take(bob, 'bob1')).rejects.toMatchObject({ details: { reason: 'own-device' } });
  });

  test('[N8] that were removed get nothing any more, and do not come back under their key', async () => {
    const adaToo = await openOn('ada', 'ada2');
    const aboutFirst = { deviceKey: deviceKeyOf('ada1') };
    // Somebody else's device is not theirs to remove, and nobody hears of it.
    await bob.request('device:remove', aboutFirst);
    const { deviceKeys } = await bob.request('device:list', { accountId: ADA });
    expect(deviceKeys).toEqual([deviceKeyOf('ada1'), deviceKeyOf('ada2')]);
    await adaToo.request('device:remove', aboutFirst);
    const told = await ada.hears('device:changed', ({ removedKey }) => removedKey !== null);
    expect(told).toMatchObject({
      removedKey: deviceKeyOf('ada1'),
      devices: [{ deviceKey: deviceKeyOf('ada2') }],
    });
    await expect(take(ada, 'ada1')).rejects.toMatchObject({ details: { reason: 'own-device' } });
    await expect(send('message-1', [key(BOB, 'bob1'), key(ADA, 'ada2')])).rejects.toMatchObject({
      details: { reason: 'own-device' },
    });
    await expect(openOn('ada', 'ada1')).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'removed-device' },
    });
    // Bob has removed nothing of his own: a device of his may have that key for all the server knows.
    expect(await openOn('bob', 'bob1')).toBeDefined();
    await openOn('ada', 'ada3');
    expect(await bob.request('device:list', { accountId: ADA })).toEqual({
      deviceKeys: [deviceKeyOf('ada2'), deviceKeyOf('ada3')],
    });
  });

  test('[N5] that were not opened for 90 days are forgotten', async () => {
    people.timers.advance(91 * 24 * 3_600_000);
    const adaAgain = await people.open('ada');
    await adaAgain.request('device:open', { deviceKey: deviceKeyOf('ada1'), name: 'ada1' });
    await expect
      .poll(() => adaAgain.request('device:list', { accountId: BOB }))
      .toEqual({ deviceKeys: [] });
  });
});

test('[N6] the export of an account has its devices and what is known of its messages', async () => {
  await send('message-1');
  await send('message-2');
  await take(bob, 'bob1', 1);
  const { token } = await people.signIn('ada');
  const response = await fetch(`${people.server.url}/api/v1/account/export`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await response.json()).toMatchObject({
    devices: [{ deviceKey: deviceKeyOf('ada1'), name: 'ada1' }],
    messages: [
      { messageId: 'message-1', senderId: ADA, recipientId: BOB, position: 1, body: null },
      { messageId: 'message-2', position: 2, body: 'body-message-2' },
    ],
  });
});
