import * as z from 'zod/mini';
import { PeerId } from './ids.ts';

/** A closed list, so that every client can draw every reaction. */
export const REACTIONS = ['👍', '👏', '😂', '❤️', '🎉', '😮'] as const;

export const Reaction = z.enum(REACTIONS);
export type Reaction = z.infer<typeof Reaction>;

export const ReactionSendRequest = z.strictObject({ reaction: Reaction });

/** Not sequenced: a reaction that somebody missed stays missed. */
export const ReactionShown = z.strictObject({ peerId: PeerId, reaction: Reaction });
