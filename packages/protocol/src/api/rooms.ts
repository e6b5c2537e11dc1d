import * as z from 'zod/mini';
import { Trouble, UplinkLevel } from '../health.ts';
import { PeerId, RoomName, Timestamp } from '../ids.ts';
import { Source } from '../media.ts';
import { Peer } from '../peer.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

/** Somebody in a meeting, and how they are doing. */
export const MeetingPeer = z.extend(Peer, {
  /** What they send and have not paused. */
  sending: z.array(Source),
  /** How well it arrives at the server. */
  uplink: UplinkLevel,
});

/** A room that somebody is in. */
export const Meeting = z.strictObject({
  room: RoomName,
  /** Since when there has been somebody in it. */
  startedAt: Timestamp,
  /** Those who are here longest first. */
  peers: z.array(MeetingPeer),
  /** What somebody sends and somebody does not get. */
  troubles: z.array(Trouble),
});
export type Meeting = z.infer<typeof Meeting>;

const params = z.strictObject({ room: RoomName });

export const roomsEndpoints = {
  'GET /rooms': {
    access: 'operator',
    summary: 'The meetings that are under way, the longest first.',
    reply: z.strictObject({ rooms: z.array(Meeting) }),
  },
  'POST /rooms': {
    access: 'operator',
    summary: 'Gives a room its name and link. The room comes to be when somebody joins it.',
    /** Without a name it gets one that is hard to guess. */
    body: z.strictObject({ name: z.optional(z.string().check(z.maxLength(1_000))) }),
    reply: z.strictObject({ room: RoomName, url: z.url() }),
  },
  'GET /rooms/:room': {
    access: 'operator',
    summary: 'One meeting that is under way.',
    params,
    reply: Meeting,
  },
  'DELETE /rooms/:room': {
    access: 'operator',
    summary: 'Ends a meeting for everybody in it. Its chat stays; its name can be used again.',
    params,
  },
  'DELETE /rooms/:room/peers/:peer': {
    access: 'operator',
    summary: 'Puts somebody out of a meeting. It does not keep them from coming anew.',
    params: z.strictObject({ room: RoomName, peer: PeerId }),
  },
} as const satisfies Record<EndpointKey, Endpoint>;
