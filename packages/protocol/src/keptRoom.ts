import * as z from 'zod/mini';
import { AccountId, Person } from './account.ts';
import { RoomName, Timestamp } from './ids.ts';
import { toOneLine } from './oneLine.ts';
import { PeerName } from './peer.ts';
import { PEOPLE_LIMITS } from './people/limits.ts';

/** Brings a typed title into the form that is shown; undefined when nothing is left. */
export function toRoomTitle(typed: string): string | undefined {
  return toOneLine(typed, PEOPLE_LIMITS.roomTitleLength);
}

/** What a room or a meeting is called. Only the form that `toRoomTitle` makes is accepted. */
export const RoomTitle = z.string().check(
  // Code points come in up to two UTF-16 units; this bounds the work of the check below.
  z.maxLength(PEOPLE_LIMITS.roomTitleLength * 2),
  z.refine((title) => toRoomTitle(title) === title, 'must be 1 to 80 visible characters'),
);

/** Who gets into a kept room: its members alone, or whoever has its link. */
export const RoomAccess = z.enum(['members', 'link']);
export type RoomAccess = z.infer<typeof RoomAccess>;

/** When the members of a room meet next. */
export const RoomMeeting = z.strictObject({
  title: RoomTitle,
  startsAt: Timestamp,
  minutes: z.number().check(z.int(), z.gte(1), z.lte(PEOPLE_LIMITS.meetingMinutes)),
});
export type RoomMeeting = z.infer<typeof RoomMeeting>;

/** A room that an account keeps, as one who belongs to it sees it. */
export const KeptRoom = z.strictObject({
  room: RoomName,
  title: RoomTitle,
  access: RoomAccess,
  /** Whether two alone in it may connect straight to each other; null where this server does not offer that. */
  isDirectAllowed: z.nullable(z.boolean()),
  /** The one room that its owner has for themself. */
  isPersonal: z.boolean(),
  /** Of the one who asks. */
  role: z.enum(['owner', 'member']),
  createdAt: Timestamp,
  nextMeeting: z.nullable(RoomMeeting),
  /** How many are in it now. */
  peerCount: z.number().check(z.int(), z.nonnegative()),
});
export type KeptRoom = z.infer<typeof KeptRoom>;

export const KeptRoomDetails = z.extend(KeptRoom, {
  owner: Person,
  /** The others who belong to it, by name. */
  members: z.array(Person),
});
export type KeptRoomDetails = z.infer<typeof KeptRoomDetails>;

/** That somebody was in a kept room. */
export const RoomVisit = z.strictObject({
  /** As it was shown in the room. */
  name: PeerName,
  /** Null for a guest. */
  person: z.nullable(Person),
  joinedAt: Timestamp,
  /** Null while they are there, and when the server ended without having seen them go. */
  leftAt: z.nullable(Timestamp),
  isHere: z.boolean(),
});
export type RoomVisit = z.infer<typeof RoomVisit>;

/** What an account takes along of the rooms it belongs to. */
export const OwnRooms = z.strictObject({
  rooms: z.array(KeptRoom),
  /** Its own visits alone. */
  visits: z.array(z.extend(RoomVisit, { room: RoomName })),
});
export type OwnRooms = z.infer<typeof OwnRooms>;

export const AboutMember = z.strictObject({ room: RoomName, accountId: AccountId });
