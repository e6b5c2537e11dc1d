import * as z from 'zod/mini';
import { PeerId, Timestamp } from './ids.ts';

export const HandSetRequest = z.strictObject({ isRaised: z.boolean() });

/** `raisedAt` orders the hands; null means lowered. */
export const HandChanged = z.strictObject({ peerId: PeerId, raisedAt: z.nullable(Timestamp) });
