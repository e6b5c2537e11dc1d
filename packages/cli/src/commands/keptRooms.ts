import { type KeptRoom, RoomAccess, type RoomVisit, toRoomTitle } from '@parley/protocol/keptRoom';
import type { Command } from '../Command.ts';
import { table } from '../table.ts';
import { UsageError } from '../UsageError.ts';

const access = {
  type: 'string',
  value: 'members',
  help: 'who gets in: members, or link for whoever has the link',
} as const;

/** @throws {UsageError} */
function accessOf(typed: string | undefined): RoomAccess | undefined {
  if (typed === undefined) return undefined;
  const parsed = RoomAccess.safeParse(typed);
  if (!parsed.success) throw new UsageError(`--access is members or link, not "${typed}".`);
  return parsed.data;
}

function row(server: string, kept: KeptRoom): string[] {
  const { room, title, role, peerCount } = kept;
  return [title, role, kept.access, `${peerCount} there`, `${server}/r/${room}`];
}

export const roomMine: Command = {
  name: 'room mine',
  args: [],
  summary: 'The rooms that you keep or belong to.',
  async run({ server, own, answer }) {
    const { api } = await own();
    const { rooms } = await api.ask('GET /account/rooms');
    const list = rooms.map((kept) => row(server, kept));
    answer({ rooms }, list.length === 0 ? 'You have no rooms.' : table(list));
    return undefined;
  },
};

export const roomKeep: Command = {
  name: 'room keep',
  args: ['title'],
  summary: 'Keep a room of your own, with a fixed link.',
  options: {
    access,
    link: { type: 'string', value: 'NAME', help: 'its name in the link; else one hard to guess' },
  },
  async run({ server, own, args: [typed = ''], text, answer }) {
    const title = toRoomTitle(typed);
    if (title === undefined) throw new UsageError('A room needs a title.');
    const name = text('link');
    const wish = { title, access: accessOf(text('access')) ?? 'members' } as const;
    const { api } = await own();
    const kept = await api.ask('POST /account/rooms', {
      body: name === undefined ? wish : { ...wish, name },
    });
    answer(kept, `${server}/r/${kept.room}`);
    return undefined;
  },
};

export const roomAccess: Command = {
  name: 'room access',
  args: ['name', 'access'],
  summary: 'Open a room of yours to its members alone, or to whoever has the link.',
  async run({ own, args: [room = '', typed], answer }) {
    const wanted = accessOf(typed);
    const { api } = await own();
    const kept = await api.ask('PATCH /account/rooms/:room', {
      params: { room },
      body: { access: wanted },
    });
    answer(kept, `${kept.title}: ${kept.access}.`);
    return undefined;
  },
};

export const roomDirect: Command = {
  name: 'room direct',
  args: ['name', 'on|off'],
  summary: 'Let two who are alone in a room of yours connect straight to each other, or not.',
  async run({ own, args: [room = '', typed], answer }) {
    if (typed !== 'on' && typed !== 'off') throw new UsageError('Say on or off.');
    const { api } = await own();
    const kept = await api.ask('PATCH /account/rooms/:room', {
      params: { room },
      body: { isDirectAllowed: typed === 'on' },
    });
    const state = { true: 'allowed', false: 'not allowed', null: 'not offered by this server' };
    answer(kept, `${kept.title}: direct connections are ${state[`${kept.isDirectAllowed}`]}.`);
    return undefined;
  },
};

export const roomAdd: Command = {
  name: 'room add',
  args: ['name', 'person'],
  summary: 'Make somebody a member of a room of yours, by the name they sign in with.',
  async run({ own, args: [room = '', name = ''], answer }) {
    const { api } = await own();
    const kept = await api.ask('POST /account/rooms/:room/members', {
      params: { room },
      body: { name },
    });
    const members = kept.members.map((member) => member.name).join(', ');
    answer(kept, `${kept.title}: ${members}.`);
    return undefined;
  },
};

export const roomVisits: Command = {
  name: 'room visits',
  args: ['name'],
  summary: 'Who was in a room of yours when.',
  async run({ own, args: [room = ''], answer }) {
    const { api } = await own();
    const { visits } = await api.ask('GET /account/rooms/:room/visits', { params: { room } });
    answer({ visits }, visits.length === 0 ? 'Nobody was there.' : table(visits.map(visitRow)));
    return undefined;
  },
};

function visitRow({ name, person, joinedAt, leftAt, isHere }: RoomVisit): string[] {
  const end = leftAt === null ? (isHere ? 'is there' : 'unknown') : new Date(leftAt).toISOString();
  return [name, person?.name ?? 'guest', new Date(joinedAt).toISOString(), end];
}

export const roomGiveUp: Command = {
  name: 'room give-up',
  args: ['name'],
  summary: 'Give a room of yours up: its chat and its members are deleted.',
  async run({ own, args: [room = ''], answer }) {
    const { api } = await own();
    await api.ask('DELETE /account/rooms/:room', { params: { room } });
    answer({ room }, `${room} is given up.`);
    return undefined;
  },
};
