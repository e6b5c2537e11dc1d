import type { roomsEndpoints } from '@parley/protocol/api/rooms';
import { ParleyError } from '@parley/protocol/errors';
import { toRoomName } from '@parley/protocol/ids';
import { newRoomName } from '@parley/protocol/newRoomName';
import type { Call } from '../../../calls/Call.ts';
import type { Calls } from '../../../calls/Calls.ts';
import { describeMeeting } from '../../../calls/describeMeeting.ts';
import { originOf } from '../../originOf.ts';
import { type ApiTopic, done } from '../ApiHandlers.ts';

type Setup = { calls: Pick<Calls, 'find' | 'list' | 'end'>; publicUrl: string | undefined };

export function roomsHandlers({ calls, publicUrl }: Setup): ApiTopic<typeof roomsEndpoints> {
  /** @throws {ParleyError} `not-found` */
  const running = (room: string): Call => {
    const call = calls.find(room);
    if (call === undefined) throw new ParleyError('not-found', 'Nobody is in this room.');
    return call;
  };
  return {
    'GET /rooms': () => ({ reply: { rooms: calls.list().map(describeMeeting) } }),

    'POST /rooms': ({ body: { name }, request }) => {
      const room =
        name === undefined ? newRoomName((values) => crypto.getRandomValues(values)) : toRoomName(name);
      if (room === undefined) {
        throw new ParleyError('bad-request', 'A room name needs a letter from a to z or a digit.');
      }
      return { reply: { room, url: `${originOf(request, publicUrl)}/r/${room}` } };
    },

    'GET /rooms/:room': ({ params: { room } }) => ({ reply: describeMeeting(running(room)) }),

    'DELETE /rooms/:room': ({ params: { room } }) => {
      calls.end(room, 'room-closed');
      return done;
    },

    'DELETE /rooms/:room/peers/:peer': ({ params: { room, peer } }) => {
      running(room).access.remove(peer);
      return done;
    },
  };
}
