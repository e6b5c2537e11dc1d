import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PersonClient } from '../../support/people/PersonClient.ts';
import { endOf, isRung, RingServer, ring } from '../../support/people/RingServer.ts';
import { joinRequest } from '../../support/TestClient.ts';
import { until } from '../../support/until.ts';

const UNKNOWN = { code: 'not-found', message: 'This call is not known, or not any more.' };
const DAY_MS = 24 * 60 * 60 * 1000;

/** Ada has called Bob, and Bob has accepted. */
async function callUnderWay(...others: string[]) {
  const server = await RingServer.start();
  await server.accounts('ada', 'bob', ...others);
  const [ada, bob] = [await server.open('ada'), await server.open('bob')];
  const room = await meet(ada, bob, 'bob');
  return { server, ada, bob, room };
}

async function meet(caller: PersonClient, callee: PersonClient, name: string, invitedTo?: string) {
  const ringId = await ring(caller, name, invitedTo === undefined ? {} : { room: invitedTo });
  await isRung(callee, ringId);
  return (await callee.request('ring:accept', { ringId })).room;
}

test('[B11] the room is of the two alone, on any of their devices', async () => {
  const { server, room } = await callUnderWay('eve');
  for (const name of ['ada', 'bob', 'bob']) {
    const tab = await server.roomTab(name);
    await tab.request('room:preview', { room });
    await tab.join(room, name);
  }
  for (const other of ['eve', undefined]) {
    const tab = await server.roomTab(other);
    await expect(tab.request('room:preview', { room })).rejects.toMatchObject(UNKNOWN);
    await expect(tab.join(room, 'Eve')).rejects.toMatchObject(UNKNOWN);
  }
});

test('[B11] a room that nobody was brought into opens to nobody', async () => {
  const server = await RingServer.start();
  await server.accounts('ada');
  const tab = await server.roomTab('ada');
  await expect(tab.join(`ring-${'a'.repeat(24)}`, 'Ada')).rejects.toMatchObject(UNKNOWN);
  expect(server.people.server.media.counts().rooms).toBe(0);
});

test('[B11] who was there comes back by their place alone', async () => {
  const { server, room } = await callUnderWay();
  const bob = await server.roomTab('bob');
  const { peerId, resumeToken } = await bob.join(room, 'Bob');
  bob.crash();
  // Without the cookie, as when the database cannot say whose it is.
  const again = await server.roomTab();
  const former = { peerId, resumeToken, handRaisedAt: null };
  const reply = await again.request('room:join', { ...joinRequest(room, 'Bob'), former });
  expect(reply.peerId).toBe(peerId);
});

test('[B11] it is forgotten a day later, but not while somebody is in it', async () => {
  const { server, ada, bob, room } = await callUnderWay('cleo', 'dan');
  const empty = await meet(bob, ada, 'ada');
  await (await server.roomTab('ada')).join(room, 'Ada');
  await othersMeetADayLater(server);
  await until('it is forgotten', async () => {
    const answer = await (await server.roomTab('bob')).raw('room:preview', { room: empty });
    return !answer.ok && answer.error.code === UNKNOWN.code;
  });
  await (await server.roomTab('bob')).join(room, 'Bob');
});

/** What is too old is looked for when there is something new. */
async function othersMeetADayLater(server: RingServer): Promise<void> {
  const [cleo, dan] = [await server.open('cleo'), await server.open('dan')];
  server.people.timers.advance(DAY_MS);
  await meet(cleo, dan, 'dan');
}

test('[B12] somebody who is invited makes it a room like any other', async () => {
  const { server, ada, bob, room } = await callUnderWay('cleo');
  const cleo = await server.open('cleo');
  await server.enterCall('ada', room, ada);
  await server.enterCall('bob', room, bob);
  const ringId = await ring(ada, 'cleo', { room });
  expect(await isRung(cleo, ringId)).toMatchObject({ isInvitation: true });
  const guest = await server.roomTab();
  await expect(guest.request('room:preview', { room })).rejects.toMatchObject(UNKNOWN);
  expect(await cleo.request('ring:accept', { ringId })).toEqual({ room });
  expect(await ada.hears('ring:accepted', (accepted) => accepted.ringId === ringId)).toEqual({
    ringId,
    room,
  });
  await (await server.roomTab('cleo')).join(room, 'Cleo');
  await guest.join(room, 'Guest');
  expect(guest.joined.snapshot.peers).toHaveLength(4);
});

test('[B12] who declines an invitation leaves the room to the two', async () => {
  const { server, ada, bob, room } = await callUnderWay('cleo');
  const cleo = await server.open('cleo');
  await server.enterCall('ada', room, ada);
  const ringId = await ring(ada, 'cleo', { room });
  await isRung(cleo, ringId);
  await cleo.request('ring:decline', { ringId });
  expect(await endOf(ada, ringId)).toBe('declined');
  await expect((await server.roomTab('cleo')).join(room, 'Cleo')).rejects.toMatchObject(UNKNOWN);
  await bob.settle();
});

test('[B12] one invites into any room that one is in, and into no other', async () => {
  const { server, ada, bob, room } = await callUnderWay('cleo');
  const cleo = await server.open('cleo');
  const refused = { code: 'forbidden', message: 'You are not in this call.' };
  for (const other of ['home', room, `check-${'a'.repeat(24)}`]) {
    await expect(ring(ada, 'cleo', { room: other })).rejects.toMatchObject(refused);
  }
  const tab = await server.enterCall('ada', 'home', ada);
  const ringId = await ring(ada, 'cleo', { room: 'home' });
  await isRung(cleo, ringId);
  expect(await cleo.request('ring:accept', { ringId })).toEqual({ room: 'home' });
  await tab.request('room:leave', {});
  await bob.hears('person:changed', ({ person }) => person.status === 'available');
  await expect(ring(ada, 'cleo', { room: 'home' })).rejects.toMatchObject(refused);
});

test('[B12] nobody is invited into a call by a code', async () => {
  const { server, ada } = await callUnderWay();
  const response = await fetch(`${server.people.server.url}/api/v1/codes`, { method: 'POST' });
  const { code } = (await response.json()) as { code: string };
  await server.enterCall('ada', code, ada);
  await expect(ring(ada, 'bob', { room: code })).rejects.toMatchObject({ code: 'forbidden' });
});

test('[B1] nobody is called while nobody could come', async () => {
  const server = await RingServer.start();
  await server.accounts('ada', 'bob');
  const [ada, bob] = [await server.open('ada'), await server.open('bob')];
  const drained = server.people.server.app.drain(60_000);
  await expect(ring(ada, 'bob')).rejects.toMatchObject({ code: 'unavailable' });
  await drained;
  await bob.settle();
  expect(bob.of('ring:started')).toEqual([]);
});

test('[B11] a restart leaves the room to the two, and an opened one open', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-restart-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const before = await RingServer.start({ dataDir });
  await before.accounts('ada', 'bob', 'cleo');
  const tabs = {
    ada: await before.open('ada'),
    bob: await before.open('bob'),
    cleo: await before.open('cleo'),
  };
  const opened = await meet(tabs.ada, tabs.bob, 'bob');
  await before.enterCall('ada', opened, tabs.ada);
  await meet(tabs.ada, tabs.cleo, 'cleo', opened);
  const closed = await meet(tabs.bob, tabs.cleo, 'cleo');
  await before.people.server.app.close();

  const after = await RingServer.start({ dataDir });
  const guest = await after.roomTab();
  await expect(guest.join(closed, 'Guest')).rejects.toMatchObject(UNKNOWN);
  await guest.join(opened, 'Guest');
  await expect((await after.roomTab('ada')).join(closed, 'Ada')).rejects.toMatchObject(UNKNOWN);
  await (await after.roomTab('cleo')).join(closed, 'Cleo');
});
