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

/** A tab of somebody on their device, which lets others connect to it. */
async function openTab(name: string, isAllowed = true): Promise<PersonClient> {
  const tab = await people.open(name);
  await tab.request('device:open', { deviceKey: deviceKeyOf(name), name });
  await tab.request('channel:allow', { isAllowed });
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
      { channelId, accountId: BOB, isOffering: true, iceServers: [] },
    ]);
    expect(bob.of('channel:begun')).toEqual([
      { channelId, accountId: ADA, isOffering: false, iceServers: [] },
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
      await ada.request('channel:allow', { isAllowed: true });
      ada.heard.length = 0;
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

  test('[Z1] are introduced on the tab that came last and is still there', async () => {
    const later = await openTab('bob');
    await begin();
    expect(bob.of('channel:begun')).toEqual([]);
    expect(await later.hears('channel:begun')).toMatchObject({ accountId: ADA });
    later.close();
    await ada.hears('channel:ended');
    ada.heard.length = 0;
    await begin();
    expect(await bob.hears('channel:begun')).toMatchObject({ accountId: ADA });
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
    await bob.request('channel:allow', { isAllowed: true });
    await ada.request('channel:allow', { isAllowed: false });
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
