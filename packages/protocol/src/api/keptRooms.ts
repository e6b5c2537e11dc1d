import * as z from 'zod/mini';
import { RoomName } from '../ids.ts';
import {
  AboutMember,
  KeptRoom,
  KeptRoomDetails,
  RoomAccess,
  RoomMeeting,
  RoomTitle,
  RoomVisit,
} from '../keptRoom.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

const params = z.strictObject({ room: RoomName });

export const keptRoomEndpoints = {
  'GET /account/rooms': {
    access: 'signed-in',
    summary: 'The rooms that the one who asks keeps or belongs to, the oldest first.',
    reply: z.strictObject({ rooms: z.array(KeptRoom) }),
  },
  'POST /account/rooms': {
    access: 'signed-in',
    summary: 'Keep a room. Its link is fixed from then on.',
    body: z.strictObject({
      title: RoomTitle,
      access: RoomAccess,
      /** As typed; without it the room gets a name that is hard to guess. */
      name: z.optional(z.string().check(z.maxLength(1_000))),
    }),
    reply: KeptRoom,
  },
  'PUT /account/personal-room': {
    access: 'signed-in',
    summary: 'The personal room of the one who asks; it is made when there is none.',
    reply: KeptRoom,
  },
  'GET /account/rooms/:room': {
    access: 'signed-in',
    summary: 'One room with those who belong to it.',
    params,
    reply: KeptRoomDetails,
  },
  'PATCH /account/rooms/:room': {
    access: 'signed-in',
    summary:
      'Change the title, who gets in, or whether two connect straight to each other. Who may not be in the room any more is put out of it.',
    params,
    body: z.strictObject({
      title: z.optional(RoomTitle),
      access: z.optional(RoomAccess),
      isDirectAllowed: z.optional(z.boolean()),
    }),
    reply: KeptRoom,
  },
  'DELETE /account/rooms/:room': {
    access: 'signed-in',
    summary: 'Give a room up, with its chat and its visits. A meeting in it ends.',
    params,
  },
  'POST /account/rooms/:room/members': {
    access: 'signed-in',
    summary: 'Make somebody a member, by the name they sign in with.',
    params,
    body: z.strictObject({ name: z.string().check(z.maxLength(200)) }),
    reply: KeptRoomDetails,
  },
  'DELETE /account/rooms/:room/members/:accountId': {
    access: 'signed-in',
    summary: 'Take a member out; members take themselves out by it.',
    params: AboutMember,
  },
  'GET /account/rooms/:room/visits': {
    access: 'signed-in',
    summary: 'Who was there when, the last who came first.',
    params,
    reply: z.strictObject({ visits: z.array(RoomVisit) }),
  },
  'PUT /account/rooms/:room/meeting': {
    access: 'signed-in',
    summary: 'Set when the members meet next.',
    params,
    body: RoomMeeting,
    reply: KeptRoom,
  },
  'DELETE /account/rooms/:room/meeting': {
    access: 'signed-in',
    summary: 'Call the next meeting off.',
    params,
  },
} as const satisfies Record<EndpointKey, Endpoint>;
