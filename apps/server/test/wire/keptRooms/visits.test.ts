import { expect, test } from 'vitest';
import { RoomKeepers } from '../support/RoomKeepers.ts';
import { joinRequest } from '../support/TestClient.ts';
import { until } from '../support/until.ts';

type Visit = { name: string; person: { name: string } | null; leftAt: number | null; isHere: boolean };

async function visitsOf(keepers: RoomKeepers, room: string, viewer = 'ada'): Promise<Visit[]> {
  return (await keepers.ask(viewer, `GET /account/rooms/${room}/visits`)).body.visits;
}

/** The visits, once `isSo`: they are kept beside the join. */
async function visitsOnce(
  keepers: RoomKeepers,
  room: string,
  isSo: (visits: Visit[]) => boolean,
): Promise<Visit[]> {
  let visits: Visit[] = [];
  await until('the visits are kept', async () => {
    visits = await visitsOf(keepers, room);
    return isSo(visits);
  });
  return visits;
}

test('[G3] who was there when is kept, of accounts and of guests', async () => {
  const keepers = await RoomKeepers.start(['ada', 'bob']);
  const { room } = await keepers.keep('ada', { access: 'link', members: ['bob'] });
  const start = keepers.people.now;
  const bob = await keepers.join('bob', room);
  keepers.people.timers.advance(1_000);
  const guest = await keepers.connect(undefined);
  await guest.join(room, 'bob');
  await visitsOnce(keepers, room, (visits) => visits.length === 2);
  keepers.people.timers.advance(1_000);
  await bob.request('room:leave', {});
  const visits = await visitsOnce(keepers, room, (found) => found.some((one) => one.leftAt !== null));
  expect(visits).toEqual([
    { name: 'bob', person: null, joinedAt: start + 1_000, leftAt: null, isHere: true },
    {
      name: 'bob',
      person: expect.objectContaining({ name: 'bob', displayName: 'Bob' }),
      joinedAt: start,
      leftAt: start + 2_000,
      isHere: false,
    },
  ]);
});

test('[G3] one who comes back after a loss goes on with the same visit', async () => {
  const keepers = await RoomKeepers.start(['ada']);
  const { room } = await keepers.keep('ada');
  const ada = await keepers.join('ada', room);
  const { peerId, resumeToken } = ada.joined;
  await ada.request('room:leave', {});
  await visitsOnce(keepers, room, ([visit]) => visit?.isHere === false);
  const again = await keepers.connect('ada');
  const place = { peerId, resumeToken, handRaisedAt: null };
  await again.request('room:join', { ...joinRequest(room, 'Ada'), former: place });
  const visits = await visitsOnce(keepers, room, ([visit]) => visit?.isHere === true);
  expect(visits).toHaveLength(1);
});

test('[G3] somebody who hides was seen by those alone who were there, and by them as a guest', async () => {
  const keepers = await RoomKeepers.start(['ada', 'bob', 'cleo']);
  const { room } = await keepers.keep('ada', { members: ['bob', 'cleo'] });
  const bob = await keepers.join('bob', room);
  const cleo = await keepers.join('cleo', room);
  await visitsOnce(keepers, room, (visits) => visits.length === 2);
  keepers.people.timers.advance(1_000);
  const phone = await keepers.people.open('bob');
  await phone.request('visibility:set', { visibility: 'nobody', showsLastSeen: true });
  const told = async (viewer: string) =>
    (await visitsOf(keepers, room, viewer)).map(({ name, person }) => `${name} ${person?.name}`).sort();
  expect(await told('ada')).toEqual(['cleo cleo']);
  expect(await told('cleo')).toEqual(['bob undefined', 'cleo cleo']);
  expect(await told('bob')).toEqual(['bob bob', 'cleo cleo']);
  for (const one of [bob, cleo]) one.close();
  await phone.request('visibility:set', { visibility: 'everyone', showsLastSeen: true });
  expect(await told('ada')).toEqual(['bob bob', 'cleo cleo']);
});

test('of rooms that nobody keeps nothing is noted', async () => {
  const keepers = await RoomKeepers.start(['ada']);
  const ada = await keepers.join('ada', 'free-for-all');
  await ada.request('room:leave', {});
  const { body } = await keepers.ask('ada', 'GET /account/export');
  expect(body.keptRooms).toEqual({ rooms: [], visits: [] });
});

test('whoever takes their data along takes their rooms and their own visits along', async () => {
  const keepers = await RoomKeepers.start(['ada', 'bob']);
  const { room } = await keepers.keep('ada', { members: ['bob'] });
  await keepers.join('ada', room);
  await keepers.join('bob', room);
  await visitsOnce(keepers, room, (visits) => visits.length === 2);
  const { body } = await keepers.ask('bob', 'GET /account/export');
  expect(body.keptRooms).toMatchObject({
    rooms: [{ room, role: 'member' }],
    visits: [{ room, name: 'bob', person: { name: 'bob' } }],
  });
});
