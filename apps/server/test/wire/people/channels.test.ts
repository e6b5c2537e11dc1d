import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { beforeEach, describe, expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { deviceKeyOf } from '../support/people/messages.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import type { PersonClient } from '../support/people/PersonClient.ts';

const ADA = accountIdOf('ada');
const BOB = accountIdOf('bob');
const OFFER = { kind: 'description', type: 'offer', sdp: 'v=0' } as const;

let people: PeopleServer;
let ada: PersonClient;
let bob: PersonClient;

/** A tab of somebody on a device of theirs, which lets others connect to it. */
async function openTab(name: string, device = name): Promise<PersonClient> {
  const tab = await people.open(name);
  await tab.request('device:open', { deviceKey: deviceKeyOf(device), name: device });
  await tab.request('channel:allow', { isAllowed: true });
  return tab;
}

async function start(directCalls = true): Promise<void> {
  people = await PeopleServer.start({ config: { directCalls } });
  for (const name of ['ada', 'bob', 'eve']) await people.account(name);
  await people.befriend('ada', 'bob');
}

/** Begins as ada, and waits until both would have been told of it. */
async function begin(tab = ada): Promise<void> {
  expect(await tab.request('channel:begin', { accountId: BOB })).toEqual({});
  await Promise.all([tab.settle(), bob.settle()]);
}

async function channel(): Promise<string> {
  await begin();
  const [begun] = ada.of('channel:begun');
  if (begun === undefined) throw new Error('there is no channel');
  return begun.channelId;
}

beforeEach(async () => {
  await start();
  ada = await openTab('ada');
  bob = await openTab('bob');
});

describe('two contacts', () => {
  test('[Z1] who both let it are introduced, one of them to offer, and once', async () => {
    const channelId = await channel();
    await begin();
    expect(ada.of('channel:begun')).toEqual([
      {
        channelId,
        accountId: BOB,
        deviceKey: deviceKeyOf('bob'),
        isOffering: true,
        iceServers: [],
      },
    ]);
    expect(bob.of('channel:begun')).toEqual([
      {
        channelId,
        accountId: ADA,
        deviceKey: deviceKeyOf('ada'),
        isOffering: false,
        iceServers: [],
      },
    ]);
  });

  test('[Z2] tell each other something, and nobody else does', async () => {
    const channelId = await channel();
    await ada.request('channel:tell', { channelId, signal: OFFER });
    expect(await bob.hears('channel:told')).toEqual({ channelId, signal: OFFER });
    expect(ada.of('channel:told')).toEqual([]);
    const eve = await openTab('eve');
    const another = await openTab('ada');
    for (const tab of [eve, another]) {
      const told = tab.request('channel:tell', { channelId, signal: OFFER });
      await expect(told).rejects.toMatchObject({ code: 'not-found' });
      await tab.request('channel:end', { channelId });
    }
    await bob.settle();
    expect(bob.of('channel:ended')).toEqual([]);
  });

  test('[Z2] of whom one ends it, goes or does not let it any more are no longer', async () => {
    for (const end of [
      (channelId: string) => ada.request('channel:end', { channelId }),
      () => ada.request('channel:allow', { isAllowed: false }),
      async () => ada.close(),
    ]) {
      ada.heard.length = 0;
      await ada.request('channel:allow', { isAllowed: true });
      const channelId = await channel();
      await end(channelId);
      await bob.hears('channel:ended', (ended) => ended.channelId === channelId);
      const told = bob.request('channel:tell', { channelId, signal: OFFER });
      await expect(told).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  test.each([
    ['one blocks the other', () => bob.request('person:block', { accountId: ADA })],
    ['they are no contacts any more', () => ada.request('contact:remove', { accountId: BOB })],
    [
      'one of them hides',
      () => bob.request('visibility:set', { visibility: 'nobody', showsLastSeen: false }),
    ],
  ])('[Z3] let go of each other when %s, and are not introduced again', async (_, change) => {
    const channelId = await channel();
    await change();
    await ada.hears('channel:ended', (ended) => ended.channelId === channelId);
    await bob.hears('channel:ended', (ended) => ended.channelId === channelId);
    await begin();
    await bob.request('channel:begin', { accountId: ADA });
    await Promise.all([ada.settle(), bob.settle()]);
    expect(ada.of('channel:begun')).toHaveLength(1);
    expect(bob.of('channel:begun')).toHaveLength(1);
  });

  test('[Z1] are introduced on the tab that came last, and on another one when that goes', async () => {
    const later = await openTab('bob');
    await begin();
    expect(bob.of('channel:begun')).toEqual([]);
    expect(await later.hears('channel:begun')).toMatchObject({ accountId: ADA });
    later.close();
    await ada.hears('channel:ended');
    expect(await bob.hears('channel:begun')).toMatchObject({ accountId: ADA });
    expect(ada.of('channel:begun')).toHaveLength(2);
  });

  test('[Z1] are connected on the tab that asks and came later, and not back and forth', async () => {
    const channelId = await channel();
    const later = await openTab('ada');
    await begin(later);
    await ada.hears('channel:ended', (ended) => ended.channelId === channelId);
    expect(later.of('channel:begun')).toHaveLength(1);
    await begin(ada);
    expect(ada.of('channel:begun')).toHaveLength(1);
    expect(later.of('channel:ended')).toEqual([]);
    later.close();
    await bob.hears('channel:ended', (ended) => ended.channelId !== channelId);
    await ada.settle();
    expect(ada.of('channel:begun')).toHaveLength(2);
  });
});

describe('somebody with several devices', () => {
  const devicesHeard = (tab: PersonClient) => tab.of('channel:begun').map(({ deviceKey }) => deviceKey);

  test('[Z1] is introduced on each of them, once, also on one that comes later', async () => {
    await openTab('bob', 'bobs-phone');
    await begin();
    await begin();
    expect(devicesHeard(ada).sort()).toEqual([deviceKeyOf('bob'), deviceKeyOf('bobs-phone')].sort());
    const tablet = await openTab('bob', 'bobs-tablet');
    expect(await tablet.hears('channel:begun')).toMatchObject({
      accountId: ADA,
      deviceKey: deviceKeyOf('ada'),
    });
    await ada.settle();
    expect(devicesHeard(ada)).toHaveLength(3);
  });

  test('[Z1] connects them with each other, but no tab with another one of the same device', async () => {
    const phone = await openTab('ada', 'adas-phone');
    const tab = await openTab('ada');
    await ada.request('channel:begin', { accountId: ADA });
    await Promise.all([ada.settle(), tab.settle()]);
    expect(await phone.hears('channel:begun')).toMatchObject({
      accountId: ADA,
      deviceKey: deviceKeyOf('ada'),
    });
    expect(devicesHeard(ada)).toEqual([deviceKeyOf('adas-phone')]);
    expect(tab.of('channel:begun')).toEqual([]);
    expect(bob.of('channel:begun')).toEqual([]);
  });

  test('[Z1] hides from others which of them are there, and connects them all the same', async () => {
    await ada.request('visibility:set', { visibility: 'nobody', showsLastSeen: false });
    const phone = await openTab('ada', 'adas-phone');
    await ada.request('channel:begin', { accountId: ADA });
    await phone.hears('channel:begun');
    await bob.request('channel:begin', { accountId: ADA });
    await Promise.all([bob.settle(), ada.settle(), phone.settle()]);
    expect(bob.of('channel:begun')).toEqual([]);
    expect([...devicesHeard(ada), ...devicesHeard(phone)]).toHaveLength(2);
  });

  test('[Z3] lets go on all of them after a block', async () => {
    const phone = await openTab('bob', 'bobs-phone');
    await begin();
    await phone.request('person:block', { accountId: ADA });
    await bob.hears('channel:ended');
    await phone.hears('channel:ended');
    const tablet = await openTab('bob', 'bobs-tablet');
    await begin();
    expect(ada.of('channel:ended')).toHaveLength(2);
    expect(ada.of('channel:begun')).toHaveLength(2);
    expect(tablet.of('channel:begun')).toEqual([]);
  });

  test('[Z4] is connected no more on one that was removed, whatever that asks for', async () => {
    const phone = await openTab('bob', 'bobs-phone');
    await begin();
    await bob.request('device:remove', { deviceKey: deviceKeyOf('bobs-phone') });
    await phone.hears('channel:ended');
    await ada.hears('channel:ended');
    await phone.request('channel:allow', { isAllowed: true });
    await phone.request('channel:begin', { accountId: ADA });
    await begin();
    await phone.settle();
    expect(phone.of('channel:begun')).toHaveLength(1);
    expect(devicesHeard(ada)).toHaveLength(2);
  });

  test('[Z1] is connected on none that has not said which device it is', async () => {
    const tab = await people.open('bob');
    await tab.request('channel:allow', { isAllowed: true });
    await tab.request('channel:begin', { accountId: ADA });
    await begin();
    await tab.settle();
    expect(tab.of('channel:begun')).toEqual([]);
    expect(devicesHeard(ada)).toEqual([deviceKeyOf('bob')]);
  });

  test('[Z5] has so many channels in one tab and no more', async () => {
    for (let i = 0; i < PEOPLE_LIMITS.channels + 1; i += 1) {
      await openTab('bob', `device-${i}`);
    }
    await begin();
    expect(ada.of('channel:begun')).toHaveLength(PEOPLE_LIMITS.channels);
  });
});

describe('nobody is introduced', () => {
  test('[Z3] to a stranger, and neither hears of it', async () => {
    const eve = await openTab('eve');
    await begin(eve);
    expect([...eve.of('channel:begun'), ...bob.of('channel:begun')]).toEqual([]);
  });

  test('[Z1] to somebody who does not let it, or who has not said so themselves', async () => {
    await bob.request('channel:allow', { isAllowed: false });
    await begin();
    await ada.request('channel:allow', { isAllowed: false });
    await bob.request('channel:allow', { isAllowed: true });
    await begin();
    expect([...ada.of('channel:begun'), ...bob.of('channel:begun')]).toEqual([]);
  });

  test('[Z1] where the operator does not offer it', async () => {
    await start(false);
    ada = await openTab('ada');
    bob = await openTab('bob');
    expect(await ada.request('channel:allow', { isAllowed: true })).toEqual({ isOffered: false });
    await begin();
    expect([...ada.of('channel:begun'), ...bob.of('channel:begun')]).toEqual([]);
  });
});
