import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { describe, expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { RoomKeepers } from '../support/RoomKeepers.ts';

describe('keeping a room', () => {
  test('gives it a link for good, of a chosen name or of one that is hard to guess', async () => {
    const keepers = await RoomKeepers.start(['ada']);
    const chosen = await keepers.keep('ada', { name: 'Équipe du Lundi!', access: 'link' });
    expect(chosen).toMatchObject({
      room: 'equipe-du-lundi',
      title: 'Monday team',
      access: 'link',
      isPersonal: false,
      role: 'owner',
      nextMeeting: null,
      peerCount: 0,
    });
    keepers.people.timers.advance(1);
    const made = await keepers.keep('ada');
    expect(made.room).toMatch(/^[a-z]+-[a-z]+-[a-z]+-\d{4}$/);
    const { body } = await keepers.ask('ada', 'GET /account/rooms');
    expect(body.rooms).toEqual([chosen, made]);
  });

  test('refuses what can be no room, and what is not of the form', async () => {
    const keepers = await RoomKeepers.start(['ada']);
    const wish = { title: 'Title', access: 'link' };
    const check = `check-${'a'.repeat(24)}`;
    for (const change of [
      { name: '!!!' },
      { name: '482-193' },
      { name: check },
      { title: '' },
      { title: ' x' },
      { title: 'x'.repeat(PEOPLE_LIMITS.roomTitleLength + 1) },
      { access: 'everybody' },
      { isPersonal: true },
    ]) {
      const { status } = await keepers.ask('ada', 'POST /account/rooms', { ...wish, ...change });
      expect(status, JSON.stringify(change)).toBe(400);
    }
    expect((await keepers.ask('ada', 'GET /account/rooms')).body).toEqual({ rooms: [] });
  });

  test('takes no room away from those who meet there already, nor from another keeper', async () => {
    const keepers = await RoomKeepers.start(['ada', 'bob']);
    const wish = (name: string) => ({ title: 'Mine', access: 'members', name });
    await keepers.join(undefined, 'in-use');
    const before = await keepers.join(undefined, 'used-before');
    await before.say('hello');
    await before.request('room:leave', {});
    await keepers.keep('bob', { name: 'bobs' });
    for (const name of ['in-use', 'used-before', 'bobs']) {
      expect((await keepers.ask('ada', 'POST /account/rooms', wish(name))).status, name).toBe(409);
    }
    await keepers.join(undefined, 'used-before');
  });

  test('of the personal room there is one, however often it is asked for', async () => {
    const keepers = await RoomKeepers.start(['ada', 'bob']);
    const ask = () => keepers.ask('ada', 'PUT /account/personal-room');
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(one.body).toMatchObject({ isPersonal: true, access: 'link', title: 'Ada' });
    expect(one.body.room).toMatch(/^ada-\d{6}$/);
    expect([other.body, (await ask()).body]).toEqual([one.body, one.body]);
    expect((await keepers.ask('bob', 'PUT /account/personal-room')).body.room).toMatch(/^bob-/);
  });

  test('ends at a limit', async () => {
    const keepers = await RoomKeepers.start(['ada']);
    for (let i = 0; i < PEOPLE_LIMITS.keptRooms; i += 1) await keepers.keep('ada');
    const { status, body } = await keepers.ask('ada', 'PUT /account/personal-room');
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'full' });
  });
});

describe('members', () => {
  test('are added by name, see the room in their list, and leave it by themselves', async () => {
    const keepers = await RoomKeepers.start(['ada', 'bob', 'cleo']);
    const { room } = await keepers.keep('ada', { members: ['cleo', 'bob'] });
    const details = await keepers.ask('bob', `GET /account/rooms/${room}`);
    expect(details.body).toMatchObject({
      role: 'member',
      owner: { name: 'ada', displayName: 'Ada' },
      members: [{ name: 'bob' }, { name: 'cleo' }],
    });
    expect((await keepers.ask('bob', 'GET /account/rooms')).body.rooms).toMatchObject([{ room }]);
    const out = (who: string) => `DELETE /account/rooms/${room}/members/${accountIdOf(who)}`;
    expect((await keepers.ask('bob', out('cleo'))).status).toBe(403);
    expect((await keepers.ask('bob', out('bob'))).status).toBe(204);
    expect((await keepers.ask('bob', 'GET /account/rooms')).body.rooms).toEqual([]);
    expect((await keepers.ask('ada', out('bob'))).status).toBe(404);
    expect((await keepers.ask('ada', out('ada'))).status).toBe(409);
  });

  test('[G5] who hides is not among them for the others, and a name alone for the owner', async () => {
    const keepers = await RoomKeepers.start(['ada', 'bob', 'cleo', 'friend']);
    const { room } = await keepers.keep('ada', { members: ['bob', 'cleo', 'friend'] });
    await keepers.people.befriend('bob', 'friend');
    const hide = async (who: string) => {
      const phone = await keepers.people.open(who);
      await phone.request('visibility:set', { visibility: 'nobody', showsLastSeen: false });
    };
    const seen = async (viewer: string) => {
      const { owner, members } = (await keepers.ask(viewer, `GET /account/rooms/${room}`)).body;
      return [owner, ...members].map(({ displayName }) => displayName).join(' ');
    };
    for (const who of ['ada', 'cleo', 'friend']) await hide(who);
    expect(await seen('bob')).toBe('ada Bob Friend');
    expect(await seen('ada')).toBe('Ada Bob cleo friend');
    expect(await seen('cleo')).toBe('ada Bob Cleo');
    // The owner can still take out whom they cannot find.
    const out = `DELETE /account/rooms/${room}/members/${accountIdOf('cleo')}`;
    expect((await keepers.ask('ada', out)).status).toBe(204);
  });

  test('who hides, has blocked the owner or is not there is answered alike', async () => {
    const keepers = await RoomKeepers.start(['ada', 'hidden', 'blocker', 'friend']);
    const { room } = await keepers.keep('ada');
    const nobody = { visibility: 'nobody', showsLastSeen: false } as const;
    await (await keepers.people.open('hidden')).request('visibility:set', nobody);
    await (await keepers.people.open('friend')).request('visibility:set', nobody);
    await keepers.people.befriend('ada', 'friend');
    const blocker = await keepers.people.open('blocker');
    await blocker.request('person:block', { accountId: accountIdOf('ada') });
    const add = (name: string) => keepers.ask('ada', `POST /account/rooms/${room}/members`, { name });
    const answers = await Promise.all(['nobody-at-all', 'hidden', 'blocker', '\0'].map(add));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(404);
    expect((await add(' Friend ')).body.members).toMatchObject([{ name: 'friend' }]);
    expect((await add('ada')).status).toBe(409);
  });
});

describe('giving a room up', () => {
  test('ends the meeting, and leaves nothing of what was said for whoever takes the name', async () => {
    const keepers = await RoomKeepers.start(['ada', 'bob']);
    const { room } = await keepers.keep('ada', { members: ['bob'] });
    const bob = await keepers.join('bob', room);
    await bob.say('between us');
    expect((await keepers.ask('ada', `DELETE /account/rooms/${room}`)).status).toBe(204);
    expect(await bob.hears('room:ended')).toEqual({ reason: 'room-deleted' });
    const stranger = await keepers.join(undefined, room);
    expect(stranger.joined.snapshot.chat.messages).toEqual([]);
    expect((await keepers.ask('bob', 'GET /account/rooms')).body.rooms).toEqual([]);
  });

  test('happens to the rooms of an account that is closed; to those it was a member of not', async () => {
    const keepers = await RoomKeepers.start(['bob']);
    const password = 'analytical engine';
    const account = { name: 'ada', displayName: 'Ada', password };
    const signUp = await fetch(`${keepers.server.url}/api/v1/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(account),
    });
    const cookie = signUp.headers.getSetCookie().map((one) => one.split(';')[0]);
    const as = (endpoint: string, body: unknown) => {
      const [method = '', path = ''] = endpoint.split(' ');
      return fetch(`${keepers.server.url}/api/v1${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          origin: keepers.server.url,
          cookie: cookie.join('; '),
        },
        body: JSON.stringify(body),
      });
    };
    await as('POST /account/rooms', { title: 'Mine', access: 'members', name: 'adas' });
    await as('POST /account/rooms/adas/members', { name: 'bob' });
    const bobs = await keepers.keep('bob', { members: ['ada'] });
    const bob = await keepers.join('bob', 'adas');
    await bob.say('between us');
    await bob.request('room:leave', {});
    expect((await as('POST /account/close', { password })).status).toBe(204);
    const stranger = await keepers.join(undefined, 'adas');
    expect(stranger.joined.snapshot.chat.messages).toEqual([]);
    const details = await keepers.ask('bob', `GET /account/rooms/${bobs.room}`);
    expect(details.body.members).toEqual([]);
  });
});
