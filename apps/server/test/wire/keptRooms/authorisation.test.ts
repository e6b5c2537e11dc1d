import { type keptRoomEndpoints, keptRoomEndpoints as table } from '@parley/protocol/api/keptRooms';
import { expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { RoomKeepers } from '../support/RoomKeepers.ts';

type Name = keyof typeof keptRoomEndpoints;

/** How the one who asks stands to the room. */
const ROLES = ['guest', 'stranger', 'operator', 'member', 'owner'] as const;
type Role = (typeof ROLES)[number];
type Row = Record<Role, number>;

const row = (others: number, belonging: { member: number; owner: number }): Row => ({
  guest: 401,
  stranger: others,
  // Of the server: of this room they are none.
  operator: others,
  ...belonging,
});
const everybody = row(200, { member: 200, owner: 200 });
const insiders = row(404, { member: 200, owner: 200 });
const ownerAlone = (status: number) => row(404, { member: 403, owner: status });

/** An endpoint that is not in here does not compile, and fails. */
const MATRIX: Record<Name, Row> = {
  'GET /account/rooms': everybody,
  'POST /account/rooms': everybody,
  'PUT /account/personal-room': everybody,
  'GET /account/rooms/:room': insiders,
  'PATCH /account/rooms/:room': ownerAlone(200),
  'DELETE /account/rooms/:room': ownerAlone(204),
  'POST /account/rooms/:room/members': ownerAlone(200),
  'DELETE /account/rooms/:room/members/:accountId': ownerAlone(204),
  'GET /account/rooms/:room/visits': insiders,
  'PUT /account/rooms/:room/meeting': ownerAlone(200),
  'DELETE /account/rooms/:room/meeting': ownerAlone(204),
};

const BODIES: Partial<Record<Name, unknown>> = {
  'POST /account/rooms': { title: 'Another', access: 'link' },
  'PATCH /account/rooms/:room': { title: 'Taken over', access: 'link' },
  'POST /account/rooms/:room/members': { name: 'stranger' },
  'PUT /account/rooms/:room/meeting': { title: 'Soon', startsAt: 1_800_000_000_000, minutes: 30 },
};

const NAMES = Object.keys(table) as Name[];

test('every endpoint has a row, and nothing else has', () => {
  expect(Object.keys(MATRIX).sort()).toEqual([...NAMES].sort());
});

test.each(NAMES)('%s', async (name) => {
  const keepers = await RoomKeepers.start(['owner', 'member', 'other', 'stranger']);
  await keepers.newAccount('operator', { isOperator: true });
  for (const role of ROLES) {
    const { room } = await keepers.keep('owner', { members: ['member', 'other'] });
    const seen = async () => (await keepers.ask('owner', `GET /account/rooms/${room}`)).body;
    const before = await seen();
    const path = name.replace(':room', room).replace(':accountId', accountIdOf('other'));
    const who = role === 'guest' ? undefined : role;
    const answer = await keepers.ask(who, path, BODIES[name]);
    expect({ role, status: answer.status }).toEqual({ role, status: MATRIX[name][role] });
    if (answer.status >= 400) expect(await seen()).toEqual(before);
    if (answer.status === 404) {
      // Nobody learns from a refusal whether there is such a room.
      const nowhere = path.replace(room, 'no-such-room');
      expect(answer).toEqual(await keepers.ask(who, nowhere, BODIES[name]));
    }
    if (role === 'stranger' || role === 'operator') {
      expect(JSON.stringify(answer.body ?? '')).not.toContain(room);
    }
  }
});
