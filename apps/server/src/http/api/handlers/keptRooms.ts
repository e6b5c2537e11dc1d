import type { keptRoomEndpoints } from '@parley/protocol/api/keptRooms';
import type { KeptRooms } from '../../../keptRooms/KeptRooms.ts';
import { type ApiTopic, done } from '../ApiHandlers.ts';

export function keptRoomHandlers(keptRooms: KeptRooms): ApiTopic<typeof keptRoomEndpoints> {
  return {
    'GET /account/rooms': async (_asked, { account }) => ({
      reply: { rooms: await keptRooms.list(account) },
    }),

    'POST /account/rooms': async ({ body }, { account }) => ({
      reply: await keptRooms.create(account, body),
    }),

    'PUT /account/personal-room': async (_asked, { account }) => ({
      reply: await keptRooms.personal(account),
    }),

    'GET /account/rooms/:room': async ({ params }, { account }) => ({
      reply: await keptRooms.details(account, params.room),
    }),

    'PATCH /account/rooms/:room': async ({ params, body }, { account }) => ({
      reply: await keptRooms.update(account, params.room, body),
    }),

    'DELETE /account/rooms/:room': async ({ params }, { account }) => {
      await keptRooms.remove(account, params.room);
      return done;
    },

    'POST /account/rooms/:room/members': async ({ params, body }, { account }) => ({
      reply: await keptRooms.addMember(account, params.room, body.name),
    }),

    'DELETE /account/rooms/:room/members/:accountId': async ({ params }, { account }) => {
      await keptRooms.removeMember(account, params.room, params.accountId);
      return done;
    },

    'GET /account/rooms/:room/visits': async ({ params }, { account }) => ({
      reply: { visits: await keptRooms.visits(account, params.room) },
    }),

    'PUT /account/rooms/:room/meeting': async ({ params, body }, { account }) => ({
      reply: await keptRooms.setMeeting(account, params.room, body),
    }),

    'DELETE /account/rooms/:room/meeting': async ({ params }, { account }) => {
      await keptRooms.setMeeting(account, params.room, null);
      return done;
    },
  };
}
