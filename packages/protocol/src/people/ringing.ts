import * as z from 'zod/mini';
import { AccountId, Person } from '../account.ts';
import { OpaqueId, RoomName, Timestamp } from '../ids.ts';
import { PEOPLE_LIMITS } from './limits.ts';

const Nothing = z.strictObject({});

/** Made by the caller, who can so call it off before it is answered that it began. */
export const RingId = OpaqueId;
export type RingId = z.infer<typeof RingId>;

/** Made by the one who answers, for each answer one: so that it can be sent again. */
export const AnswerId = OpaqueId;

const AboutRing = z.strictObject({ ringId: RingId });

/** A ring as the one who is called sees it. */
export const IncomingRing = z.strictObject({
  ringId: RingId,
  caller: Person,
  /** Into a call that is under way. */
  isInvitation: z.boolean(),
});
export type IncomingRing = z.infer<typeof IncomingRing>;

/** Calls of one person that were not answered, since they were last looked at. */
export const MissedCall = z.strictObject({
  person: Person,
  count: z.number().check(z.int(), z.positive()),
  lastAt: Timestamp,
});
export type MissedCall = z.infer<typeof MissedCall>;

/**
 * Why a ring ended without a call. The one who called learns `no-answer`, `declined`, `busy` or `failed`
 * (the server stops); the one who was called `cancelled`, `no-answer` or `elsewhere` (another of their
 * devices).
 */
export const RING_ENDS = ['no-answer', 'declined', 'busy', 'cancelled', 'elsewhere', 'failed'] as const;
export const RingEnd = z.enum(RING_ENDS);
export type RingEnd = z.infer<typeof RingEnd>;

/** What is said instead of answering. Passed on, and kept nowhere. */
export const RingMessage = z.string().check(
  // Code points come in up to two UTF-16 units; this bounds the work of the checks below.
  z.maxLength(PEOPLE_LIMITS.ringMessageLength * 2),
  z.refine(
    (text) => Array.from(text).length <= PEOPLE_LIMITS.ringMessageLength,
    `must be at most ${PEOPLE_LIMITS.ringMessageLength} characters`,
  ),
  z.refine((text) => text.trim() !== '', 'must not be empty'),
  z.refine((text) => text.isWellFormed(), 'must be Unicode text'),
);

/** What is wanted from a tab that can ring. */
export const ringRequests = {
  'ring:hello': {
    request: z.strictObject({
      /** One's own ring, of which a lost connection has hidden the end. */
      ringId: z.optional(RingId),
    }),
    reply: z.strictObject({
      ring: z.nullable(IncomingRing),
      /** That ring, when it was accepted just now. */
      accepted: z.nullable(z.strictObject({ ringId: RingId, room: RoomName })),
      /** The latest first. */
      missed: z.array(MissedCall).check(z.maxLength(PEOPLE_LIMITS.missedCalls)),
    }),
  },
  'ring:start': {
    request: z.strictObject({
      ringId: RingId,
      accountId: AccountId,
      /** The call to invite into; the caller is in it. */
      room: z.optional(RoomName),
    }),
    reply: Nothing,
  },
  'ring:cancel': { request: AboutRing, reply: Nothing },
  'ring:accept': {
    request: z.strictObject({ ringId: RingId, answerId: z.optional(AnswerId) }),
    reply: z.strictObject({ room: RoomName }),
  },
  'ring:decline': {
    request: z.strictObject({ ringId: RingId, message: z.optional(RingMessage) }),
    reply: Nothing,
  },
  'missed:clear': { request: z.strictObject({ until: Timestamp }), reply: Nothing },
} as const satisfies Record<string, { request: z.ZodMiniType; reply: z.ZodMiniType }>;

export const ringEvents = {
  'ring:started': z.strictObject({ ring: IncomingRing }),
  'ring:accepted': z.strictObject({ ringId: RingId, room: RoomName }),
  'ring:ended': z.strictObject({
    ringId: RingId,
    reason: RingEnd,
    message: z.optional(RingMessage),
  }),
  /** Takes the place of the one with its person. */
  'missed:added': z.strictObject({ missed: MissedCall }),
  'missed:cleared': z.strictObject({ until: Timestamp }),
} as const satisfies Record<string, z.ZodMiniType>;
