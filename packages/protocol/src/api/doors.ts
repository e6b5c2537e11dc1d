import * as z from 'zod/mini';
import { Timestamp } from '../ids.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

/** A day: whoever plans further ahead does not close the doors today. */
const LONGEST_COUNTDOWN_MS = 24 * 60 * 60 * 1000;

export const DoorsState = z.strictObject({
  /** While they are closed nobody new gets in, into any room. */
  isOpen: z.boolean(),
  /** When they were last opened or closed; null when they never were. */
  changedAt: z.nullable(Timestamp),
  /** When the running meetings are ended; null when they go on. */
  meetingsEndAt: z.nullable(Timestamp),
});
export type DoorsState = z.infer<typeof DoorsState>;

/** How the doors shall be. Asking for it twice is the same as once. */
export const DoorsWish = z.discriminatedUnion('isOpen', [
  z.strictObject({ isOpen: z.literal(true) }),
  z.strictObject({
    isOpen: z.literal(false),
    /** The running meetings are ended after so long; left out or null, they go on. */
    endMeetingsInMs: z.optional(
      z.nullable(z.number().check(z.int(), z.nonnegative(), z.lte(LONGEST_COUNTDOWN_MS))),
    ),
  }),
]);
export type DoorsWish = z.infer<typeof DoorsWish>;

export const doorsEndpoints = {
  'GET /doors': {
    access: 'anybody',
    summary: 'Whether people can come in, and until when running meetings go on.',
    reply: DoorsState,
  },
  'PUT /doors': {
    access: 'operator',
    summary: 'Opens or closes the doors; closing may end the running meetings after a countdown.',
    body: DoorsWish,
    reply: DoorsState,
  },
} as const satisfies Record<EndpointKey, Endpoint>;
