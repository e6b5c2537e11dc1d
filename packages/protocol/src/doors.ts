import * as z from 'zod/mini';

/** Why somebody is kept out, or has been put out: `details.reason` of the code `closed`. */
export const ClosedReason = z.enum([
  /** The doors of the whole server are closed. */
  'doors-closed',
  /** This meeting was closed. */
  'room-closed',
  /** This peer was removed from the meeting. */
  'removed',
  /** Whoever keeps this room has given it up. */
  'room-deleted',
  /** This room is for its members, and this peer is none, or none any more. */
  'members-only',
]);
export type ClosedReason = z.infer<typeof ClosedReason>;

/** The operator has opened or closed the doors, or changed what becomes of the running meetings. */
export const DoorsChanged = z.strictObject({
  isOpen: z.boolean(),
  /** Null when the running meetings go on. */
  meetingsEndInMs: z.nullable(z.number().check(z.int(), z.nonnegative())),
});

/** The call is over for whoever gets this; its place is gone. */
export const RoomEnded = z.strictObject({ reason: ClosedReason });
