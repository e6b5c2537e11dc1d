import * as z from 'zod/mini';
import { Reaction, ReactionId } from './reaction.ts';

/** What one of two who are connected straight to each other tells the other over their data channel, as JSON. */
export const DirectFrame = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reaction'), reaction: Reaction, reactionId: ReactionId }),
  /** That reaction has been shown there. */
  z.strictObject({ kind: z.literal('shown'), reactionId: ReactionId }),
  /** As `chat:setWriting`. */
  z.strictObject({ kind: z.literal('writing'), isWriting: z.boolean() }),
]);
export type DirectFrame = z.infer<typeof DirectFrame>;
