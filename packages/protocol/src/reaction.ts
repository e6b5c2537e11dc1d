import * as z from 'zod/mini';
import { OpaqueId, PeerId } from './ids.ts';

/** A closed list, so that every client can draw every reaction. */
export const REACTIONS = ['👍', '👏', '😂', '❤️', '🎉', '😮'] as const;

export const Reaction = z.enum(REACTIONS);
export type Reaction = z.infer<typeof Reaction>;

/** Made by who reacts, so that what takes two ways is shown once. */
export const ReactionId = OpaqueId;

export const ReactionSendRequest = z.strictObject({
  reaction: Reaction,
  reactionId: z.optional(ReactionId),
});
export type ReactionSendRequest = z.infer<typeof ReactionSendRequest>;

/** Not sequenced: a reaction that somebody missed stays missed. */
export const ReactionShown = z.extend(ReactionSendRequest, { peerId: PeerId });
