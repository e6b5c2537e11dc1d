import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { expect, test } from 'vitest';
import type { Storage } from '../../src/storage/Storage.ts';
import { describeEachDatabase, open, type TestDatabase } from './support/databases.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const [ADA, BOB, CY] = ['ada', 'bob', 'cy'].map(accountIdOf) as [string, string, string];

/** Three people who are contacts of each other, each with one device of their own name. */
async function three(database: TestDatabase) {
  const place = await database.place();
  const storage = await open(place);
  for (const name of ['ada', 'bob', 'cy']) {
    await storage.accounts.create(newAccount(name));
    await storage.devices.open({ accountId: accountIdOf(name), deviceKey: name, name }, 1);
  }
  await storage.contacts.connect(ADA, BOB, 1);
  await storage.contacts.connect(ADA, CY, 1);
  await storage.contacts.connect(BOB, CY, 1);
  return { place, storage };
}

/** To the one device each of them has, unless said otherwise. */
function message(messageId: string, from = 'ada', to = 'bob', devices = [to], sentAt = 10) {
  const recipientId = accountIdOf(to);
  const keys = devices.map((deviceKey) => ({
    accountId: deviceKey.startsWith(from) ? accountIdOf(from) : recipientId,
    deviceKey,
    sealedKey: 'sealed',
  }));
  const sealed = { messageId, senderKey: from, ephemeralKey: 'ephemeral', body: `body of ${messageId}` };
  return { ...sealed, senderId: accountIdOf(from), recipientId, keys, sentAt };
}

async function fetched(storage: Storage, name: string, takenUpTo = 0, limit = 100) {
  const device = { accountId: accountIdOf(name), deviceKey: name };
  return (await storage.messages.fetch(device, takenUpTo, limit)).envelopes;
}

describeEachDatabase('direct messages', (database) => {
  test('of many who write at once have places without holes, and each is there once', async () => {
    const { storage } = await three(database);
    const many = Array.from({ length: 4 }, (_, i) => [
      message(`a${i}`, 'ada', 'bob'),
      message(`b${i}`, 'bob', 'ada'),
      message(`c${i}`, 'cy', 'bob'),
      // The same one in the same moment, as from two tabs.
      message(`a${i}`, 'ada', 'bob'),
    ]).flat();
    const sent = await Promise.all(many.map((one) => storage.messages.send(one)));
    const placesBetween = (...names: string[]) => {
      const ids = names.map(accountIdOf);
      const places = sent.filter((_, i) => {
        const { senderId = '', recipientId = '' } = many[i] ?? {};
        return ids.includes(senderId) && ids.includes(recipientId);
      });
      return [...new Set(places.map(({ position }) => position))].sort((one, other) => one - other);
    };
    expect(placesBetween('ada', 'bob')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(placesBetween('cy', 'bob')).toEqual([1, 2, 3, 4]);
    const envelopes = await fetched(storage, 'bob');
    expect(envelopes.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(new Set(envelopes.map(({ messageId }) => messageId)).size).toBe(8);
    for (const sender of [ADA, CY]) {
      const places = envelopes.filter((one) => one.senderId === sender).map((one) => one.position);
      expect(places).toEqual(places.toSorted((one, other) => one - other));
    }
  });

  test('are forgotten once all devices have them, and known for a while when they come again', async () => {
    const { place, storage } = await three(database);
    await storage.devices.open({ accountId: BOB, deviceKey: 'bob-too', name: 'too' }, 1);
    const { position, sentAt, waiting } = await storage.messages.send(
      message('m1', 'ada', 'bob', ['bob', 'bob-too']),
    );
    expect(waiting).toHaveLength(2);
    const bodies = () => database.query(place, 'select body from direct_messages');
    await storage.messages.fetch({ accountId: BOB, deviceKey: 'bob' }, 1, 1);
    expect(await bodies()).toEqual([{ body: 'body of m1' }]);
    await storage.messages.fetch({ accountId: BOB, deviceKey: 'bob-too' }, 1, 1);
    expect(await bodies()).toEqual([{ body: null }]);
    const again = await storage.messages.send(message('m1', 'ada', 'bob', ['bob', 'bob-too'], 99));
    expect(again).toEqual({ position, sentAt, waiting: [] });
    await storage.messages.send(message('m2', 'ada', 'bob', ['bob', 'bob-too'], 11));
    await storage.messages.forget(1_000);
    expect(await storage.messages.of(ADA)).toMatchObject([{ messageId: 'm2', body: 'body of m2' }]);
    expect(await storage.messages.of(CY)).toEqual([]);
  });

  test('go only between contacts, and to exactly the devices there are', async () => {
    const { storage } = await three(database);
    const refusal = (one: ReturnType<typeof message>) =>
      storage.messages.send(one).then(
        () => 'taken',
        (error) => error.details?.reason ?? error.code,
      );
    await storage.contacts.disconnect(ADA, BOB);
    expect(await refusal(message('m1'))).toBe('not-found');
    expect(await refusal(message('m1', 'ada', 'nobody'))).toBe('not-found');
    await storage.contacts.connect(ADA, BOB, 2);
    expect(await refusal(message('m1', 'ada', 'bob', ['bob', 'bob-too']))).toBe('devices');
    expect(await refusal(message('m1', 'ada', 'bob', []))).toBe('devices');
    expect(await refusal({ ...message('m1'), senderKey: 'bob' })).toBe('own-device');
    await storage.devices.removeUnseen(2);
    await storage.devices.open({ accountId: ADA, deviceKey: 'ada', name: 'ada' }, 2);
    expect(await refusal(message('m1'))).toBe('no-device');
    // Nothing of all this took a place.
    await storage.devices.open({ accountId: BOB, deviceKey: 'bob', name: 'bob' }, 2);
    expect(await storage.messages.send(message('m1'))).toMatchObject({ position: 1 });
  });

  test('of somebody who is blocked in the same moment are not delivered', async () => {
    const { storage } = await three(database);
    const sending = Array.from({ length: 8 }, (_, i) =>
      storage.messages.send(message(`m${i}`)).catch((error) => error.code),
    );
    await Promise.all([...sending, storage.contacts.block(BOB, ADA, 2)]);
    expect(await fetched(storage, 'bob')).toEqual([]);
  });

  test('for which there is no room any more are refused, or cost a device that nobody uses', async () => {
    const { place, storage } = await three(database);
    await storage.messages.send(message('m1'));
    const others = `with recursive n(i) as (select 2 union all select i + 1 from n where i < ${PEOPLE_LIMITS.waitingMessages})`;
    await database.query(
      place,
      `${others} insert into envelopes select '${BOB}', 'bob', i, '${ADA}', 'm1', 'sealed' from n`,
    );
    await database.query(place, `update devices set last_number = 1000 where account_id = '${BOB}'`);
    await expect(storage.messages.send(message('more'))).rejects.toMatchObject({ code: 'full' });
    // Somebody else's still come in.
    await storage.messages.send(message('other', 'cy', 'bob'));
    await storage.devices.open({ accountId: BOB, deviceKey: 'bob-too', name: 'too' }, 2);
    await storage.messages.send(message('more', 'ada', 'bob', ['bob', 'bob-too']));
    expect(await storage.devices.of(BOB)).toMatchObject([{ deviceKey: 'bob-too' }]);
    await expect(fetched(storage, 'bob')).rejects.toMatchObject({ details: { reason: 'own-device' } });
  });

  test('of a device that was removed are gone, and it does not come back; others do', async () => {
    const { place, storage } = await three(database);
    const bobs = { accountId: BOB, deviceKey: 'bob', name: 'bob' };
    await storage.messages.send(message('m1'));
    await storage.devices.remove(BOB, 'bob', 2);
    await expect(storage.devices.open(bobs, 3)).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'removed-device' },
    });
    expect(await storage.devices.of(BOB)).toEqual([]);
    expect(await database.query(place, 'select * from envelopes')).toEqual([]);
    // The same key at somebody else's is another device.
    expect(await storage.devices.open({ ...bobs, accountId: ADA }, 3)).toBe(true);
    // Removed once more it is remembered anew, and goes when it is the oldest of too many.
    await storage.devices.remove(BOB, 'bob', 4);
    for (let i = 0; i < PEOPLE_LIMITS.removedDevices; i += 1) {
      await storage.devices.remove(BOB, `other-${i}`, 5 + i);
    }
    expect(await storage.devices.open(bobs, 200)).toBe(true);
    await expect(storage.devices.open({ ...bobs, deviceKey: 'other-0' }, 200)).rejects.toBeDefined();
  });

  test('and devices are gone with the account', async () => {
    const { place, storage } = await three(database);
    await storage.devices.remove(ADA, 'another', 2);
    await storage.messages.send(message('m1', 'ada', 'bob'));
    await storage.messages.send(message('m2', 'bob', 'ada'));
    await storage.accounts.remove(ADA);
    for (const table of ['direct_messages', 'envelopes', 'conversations', 'removed_devices']) {
      expect(await database.query(place, `select * from ${table}`), table).toEqual([]);
    }
    const devices = await database.query(place, 'select name from devices order by name');
    expect(devices).toEqual([{ name: 'bob' }, { name: 'cy' }]);
  });
});
