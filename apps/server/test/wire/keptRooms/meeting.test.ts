import { describe, expect, test } from 'vitest';
import { RoomKeepers } from '../support/RoomKeepers.ts';

const MINUTE_MS = 60_000;

async function plan(access: 'members' | 'link' = 'members') {
  const keepers = await RoomKeepers.start(['ada', 'bob', 'eve']);
  const { room } = await keepers.keep('ada', { access, members: ['bob'] });
  const startsAt = keepers.people.now + 10 * MINUTE_MS;
  const set = (change: object = {}) =>
    keepers.ask('ada', `PUT /account/rooms/${room}/meeting`, {
      title: 'Plans',
      startsAt,
      minutes: 5,
      ...change,
    });
  const calendar = (who: string | undefined) => keepers.fetch(who, `GET /rooms/${room}/meeting.ics`);
  const line = async (name: string) =>
    new RegExp(`^${name}:(.*)\r$`, 'm').exec(await (await calendar('ada')).text())?.[1];
  return { keepers, room, startsAt, set, calendar, line };
}

describe('[G4] the next meeting', () => {
  test('is seen by all who belong to the room, until it is called off', async () => {
    const { keepers, room, startsAt, set } = await plan();
    expect((await set()).body.nextMeeting).toEqual({ title: 'Plans', startsAt, minutes: 5 });
    const seen = async () => (await keepers.ask('bob', 'GET /account/rooms')).body.rooms[0].nextMeeting;
    expect(await seen()).toMatchObject({ title: 'Plans' });
    expect((await keepers.ask('ada', `DELETE /account/rooms/${room}/meeting`)).status).toBe(204);
    expect(await seen()).toBeNull();
    for (const change of [{ minutes: 0 }, { minutes: 1.5 }, { title: '' }, { startsAt: -1 }]) {
      expect((await set(change)).status, JSON.stringify(change)).toBe(400);
    }
  });

  test('is a file for calendars, for whoever gets into the room', async () => {
    const { keepers, room, set, calendar } = await plan();
    expect((await calendar('ada')).status).toBe(404);
    await set();
    const answer = await calendar('bob');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${room}.ics"`);
    expect(await answer.text()).toContain(`URL:${keepers.server.url}/r/${room}\r\n`);
    expect((await calendar('eve')).status).toBe(403);
    expect((await calendar(undefined)).status).toBe(401);
    expect((await keepers.fetch('ada', 'GET /rooms/UPPER/meeting.ics')).status).toBe(400);
  });

  test('of a room for whoever has the link is a file for everybody', async () => {
    const { set, calendar } = await plan('link');
    await set();
    expect((await calendar(undefined)).status).toBe(200);
  });

  test('that is moved stays the same in calendars; the one after it is another', async () => {
    const { keepers, startsAt, set, line } = await plan();
    await set();
    const uid = await line('UID');
    expect(await line('SEQUENCE')).toBe('0');
    await set({ startsAt: startsAt + 5 * MINUTE_MS });
    expect([await line('UID'), await line('SEQUENCE')]).toEqual([uid, '1']);
    keepers.people.timers.advance(30 * MINUTE_MS);
    await set({ startsAt: startsAt + 60 * MINUTE_MS });
    expect(await line('UID')).not.toBe(uid);
    expect(await line('SEQUENCE')).toBe('0');
  });
});
