import * as z from 'zod/mini';
import { LIMITS } from './limits.ts';

/** Opaque, made by the server (a message's and a join's by who asks), never parsed by anybody. */
export const OpaqueId = z.string().check(z.minLength(8), z.maxLength(64), z.regex(/^[A-Za-z0-9_-]+$/));

export const PeerId = OpaqueId;
export type PeerId = z.infer<typeof PeerId>;

export const PublicationId = OpaqueId;
export type PublicationId = z.infer<typeof PublicationId>;

export const ConsumerId = OpaqueId;
export type ConsumerId = z.infer<typeof ConsumerId>;

/** Made by the author, so that sending twice is one message. */
export const MessageId = OpaqueId;
export type MessageId = z.infer<typeof MessageId>;

/** Made by the one who joins, so that asking twice for a place is one place. Secret like a `ResumeToken`. */
export const JoinId = OpaqueId;

/** Proves that a returning socket is the peer it says it is. Secret between that peer and the server. */
export const ResumeToken = z
  .string()
  .check(z.minLength(32), z.maxLength(64), z.regex(/^[A-Za-z0-9_-]+$/));
export type ResumeToken = z.infer<typeof ResumeToken>;

/** Milliseconds since the epoch. */
export const Timestamp = z.number().check(z.int(), z.nonnegative());

const ROOM_NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** A room's name: 1 to 64 of `a-z 0-9 -`, with no dash at either end. */
export const RoomName = z
  .string()
  .check(z.minLength(1), z.maxLength(LIMITS.roomNameLength), z.regex(ROOM_NAME));
export type RoomName = z.infer<typeof RoomName>;

export function isRoomName(name: string): name is RoomName {
  return name.length <= LIMITS.roomNameLength && ROOM_NAME.test(name);
}

/**
 * Brings what a person typed or pasted into the form of a room's name: "Équipe du Lundi!" becomes
 * `equipe-du-lundi`, the link of a room becomes its name.
 * @returns undefined when nothing usable is left
 */
export function toRoomName(typed: string): RoomName | undefined {
  const link = /\/r\/([^/?#]+)/.exec(typed);
  const name = (link?.[1] ?? typed)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LIMITS.roomNameLength)
    .replace(/^-+|-+$/g, '');
  return isRoomName(name) ? name : undefined;
}

const CHECK_ROOM = /^check-[0-9a-z]{24}$/;

/**
 * A room of the connection self-test: it lives for seconds, and nothing of it is kept. Its name is one
 * that no person types.
 */
export function isCheckRoom(name: string): boolean {
  return CHECK_ROOM.test(name);
}

/** @param random 24 bytes */
export function toCheckRoom(random: Uint8Array): RoomName {
  return `check-${Array.from(random.subarray(0, 24), (byte) => (byte % 36).toString(36)).join('')}`;
}
