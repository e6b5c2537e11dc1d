import { describe, expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { RoomKeepers } from '../support/RoomKeepers.ts';
import { joinRequest, type TestClient } from '../support/TestClient.ts';
import { until } from '../support/until.ts';
import { withOther } from '../support/withOther.ts';

const GUEST = { code: 'unauthorized', details: { reason: 'members-only' } };
const STRANGER = { code: 'forbidden', details: { reason: 'members-only' } };

async function expectNoWayIn(client: TestClient, room: string, refusal: object) {
  await expect(client.request('room:preview', { room })).rejects.toMatchObject(refusal);
  await expect(client.join(room, 'Somebody')).rejects.toMatchObject(refusal);
  await expect(client.request('chat:history', { before: 9 })).rejects.toMatchObject({
    code: 'not-joined',
  });
}

const former = ({ joined }: TestClient) => ({
  peerId: joined.peerId,
  resumeToken: joined.resumeToken,
  handRaisedAt: null,
});

describe('[G1] a room for its members', () => {
  test('lets its owner and members in, and shows nothing to anybody else', async () => {
    const keepers = await RoomKeepers.start(['ada', 'bob', 'eve']);
    const { room } = await keepers.keep('ada', { members: ['bob'] });
    await expectNoWayIn(await keepers.connect(undefined), room, GUEST);
    await expectNoWayIn(await keepers.connect('eve'), room, STRANGER);
    const ada = await keepers.join('ada', room);
    await keepers.join('bob', room);
    await expectNoWayIn(await keepers.connect(undefined), room, GUEST);
    await expectNoWayIn(await keepers.connect('eve'), room, STRANGER);
    expect(ada.of('peer:joined').map(({ peer }) => peer.name)).toEqual(['bob']);
    expect((await keepers.ask('bob', `GET /account/rooms/${room}`)).body.peerCount).toBe(2);
  });

  test('a page of another site does not bring the session of whoever looks at it', async () => {
    const keepers = await RoomKeepers.start(['ada']);
    const { room } = await keepers.keep('ada');
    const headers = (origin: string) => ({
      extraHeaders: { origin, cookie: `parley_session=${keepers.token('ada')}` },
    });
    const evil = await keepers.server.connect(headers('https://evil.example'));
    await expectNoWayIn(evil, room, GUEST);
    await (await keepers.server.connect(headers(keepers.server.url))).join(room, 'Ada');
  });

  test('who was there comes back as a member alone, with any proof', async () => {
    const keepers = await RoomKeepers.start(['ada', 'bob']);
    const { room } = await keepers.keep('ada', { members: ['bob'] });
    const bob = await keepers.join('bob', room);
    const place = former(bob);
    await bob.request('room:leave', {});
    const guest = await keepers.connect(undefined);
    const join = { ...joinRequest(room, 'Bob'), former: place };
    await expect(guest.request('room:join', join)).rejects.toMatchObject(GUEST);
    const again = await keepers.connect('bob');
    expect((await again.request('room:join', join)).peerId).toBe(place.peerId);
  });

  test('a session that ends takes its peer along', async () => {
    const keepers = await RoomKeepers.start(['ada']);
    const { room } = await keepers.keep('ada');
    const ada = await keepers.join('ada', room);
    await keepers.ask('ada', 'DELETE /session');
    await until('the socket is closed', () => !ada.socket.connected);
    await until('the peer is gone', async () => (await keepers.server.metric('parley_peers')) === 0);
  });

  test('does not open because the database is away, and those inside are let in and out', async () => {
    let isAway = false;
    const keepers = await RoomKeepers.start(['ada', 'bob'], {
      wrapStorage: withOther('keptRooms', (real) => ({
        guard: (room) => (isAway ? Promise.reject(new Error('away')) : real.guard(room)),
      })),
    });
    const { room } = await keepers.keep('ada', { members: ['bob'] });
    const ada = await keepers.join('ada', room);
    isAway = true;
    await keepers.join('bob', room);
    await expectNoWayIn(await keepers.connect(undefined), room, GUEST);
    await ada.request('room:leave', {});
    const other = await keepers.connect(undefined);
    await other.request('room:preview', { room: 'another-room' });
    await expect(other.join('another-room', 'Guest')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('[G1] a room for whoever has its link', () => {
  test('lets everybody in', async () => {
    const keepers = await RoomKeepers.start(['ada', 'eve']);
    const { room } = await keepers.keep('ada', { access: 'link' });
    await keepers.join(undefined, room);
    await keepers.join('eve', room);
  });
});

describe('[G2] who may not be there any more', () => {
  test('is put out when the room becomes one for members, whoever let them in', async () => {
    const keepers = await RoomKeepers.start(['ada', 'bob', 'eve']);
    const { room } = await keepers.keep('ada', { access: 'link', members: ['bob'] });
    const guest = await keepers.join(undefined, room);
    const bob = await keepers.join('bob', room);
    const eve = await keepers.join('eve', room);
    const ada = await keepers.join('ada', room);
    // Known by now, which joining does not wait for.
    await until('it is known who they are', async () => {
      const { body } = await keepers.ask('ada', `GET /account/rooms/${room}/visits`);
      return body.visits.filter((one: { person: unknown }) => one.person !== null).length === 3;
    });
    await keepers.ask('ada', `PATCH /account/rooms/${room}`, { access: 'members' });
    for (const one of [guest, eve]) {
      expect(await one.hears('room:ended')).toEqual({ reason: 'members-only' });
    }
    await ada.hears('peer:left', ({ peerId }) => peerId === eve.peerId);
    expect(ada.of('peer:left')).toContainEqual({ peerId: guest.peerId, reason: 'removed' });
    await bob.say('we are alone');
    expect(guest.of('chat:posted')).toEqual([]);
    const { peerId, resumeToken } = former(eve);
    const back = await keepers.connect('eve');
    await expect(
      back.request('room:resume', { room, peerId, resumeToken, since: 0 }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expectNoWayIn(back, room, STRANGER);
  });

  test('is put out when the owner takes them out, and comes in again when added', async () => {
    const keepers = await RoomKeepers.start(['ada', 'bob']);
    const { room } = await keepers.keep('ada', { members: ['bob'] });
    await keepers.join('ada', room);
    const bob = await keepers.join('bob', room);
    await keepers.ask('ada', `DELETE /account/rooms/${room}/members/${accountIdOf('bob')}`);
    expect(await bob.hears('room:ended')).toEqual({ reason: 'members-only' });
    await expectNoWayIn(bob, room, STRANGER);
    await keepers.ask('ada', `POST /account/rooms/${room}/members`, { name: 'bob' });
    await bob.join(room, 'Bob');
  });
});
