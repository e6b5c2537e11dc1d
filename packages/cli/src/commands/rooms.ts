import type { Meeting } from '@parley/protocol/api/rooms';
import type { Command } from '../Command.ts';
import { formatDuration } from '../duration.ts';
import { table } from '../table.ts';

function describe({ room, startedAt, peers, troubles }: Meeting): string {
  const since = formatDuration(Date.now() - startedAt);
  const state = troubles.length === 0 ? 'all well' : `${troubles.length} not heard or seen by everybody`;
  const people = peers.map(({ peerId, name, isConnected, uplink, sending }) => [
    `  ${name}`,
    peerId,
    sending.length === 0 ? 'listens' : sending.join(', '),
    isConnected ? `connection ${uplink}` : 'reconnecting',
  ]);
  return `${room}  ${peers.length} people, for ${since}, ${state}\n${table(people)}`;
}

export const rooms: Command = {
  name: 'rooms',
  args: [],
  summary: 'The meetings that are under way, who is in them and how they are doing.',
  async run({ api, answer }) {
    const reply = await api.ask('GET /rooms');
    answer(reply, reply.rooms.map(describe).join('\n\n') || 'Nobody is in a meeting.');
    return undefined;
  },
};

export const roomCreate: Command = {
  name: 'room create',
  args: ['[name]'],
  summary: 'Give a room its name and link; without a name it gets one that is hard to guess.',
  async run({ api, args: [name], answer }) {
    const reply = await api.ask('POST /rooms', { body: name === undefined ? {} : { name } });
    answer(reply, reply.url);
    return undefined;
  },
};

export const roomClose: Command = {
  name: 'room close',
  args: ['name'],
  summary: 'End a meeting: everybody in it is told and sent home.',
  async run({ api, args: [room = ''], answer }) {
    await api.ask('DELETE /rooms/:room', { params: { room } });
    answer({ room }, `The meeting ${room} is closed.`);
    return undefined;
  },
};

export const roomRemove: Command = {
  name: 'room remove',
  args: ['name', 'peer'],
  summary: 'Put somebody out of a meeting, by the id that `rooms` shows.',
  async run({ api, args: [room = '', peer = ''], answer }) {
    await api.ask('DELETE /rooms/:room/peers/:peer', { params: { room, peer } });
    answer({ room, peer }, `${peer} is no longer in ${room}.`);
    return undefined;
  },
};
