import * as z from 'zod/mini';
import { OpaqueId, PeerId, PublicationId } from './ids.ts';
import { SOURCES } from './media.ts';

/** Two peers who are to connect straight to each other. A new pair of the same two has another id. */
export const PairId = OpaqueId;
export type PairId = z.infer<typeof PairId>;

/** Whether this peer lets the other one of two connect to it, and so learn its network address. */
export const DirectSetAllowedRequest = z.strictObject({ isAllowed: z.boolean() });
/** False where the operator does not offer it: then nobody is ever paired. */
export const DirectSetAllowedReply = z.strictObject({ isOffered: z.boolean() });

export const DirectPair = z.strictObject({
  pairId: PairId,
  /** The other one. */
  peerId: PeerId,
  /** One of the two makes the offer, always the same one, so that offers never meet. */
  isOffering: z.boolean(),
});
export type DirectPair = z.infer<typeof DirectPair>;

/** With whom this peer is to connect now; null is nobody, and the SFU carries everything again. */
export const DirectPaired = z.strictObject({ pair: z.nullable(DirectPair) });

/** Rises with each connection of a pair that is tried; what belongs to an earlier one is out of date. */
const Attempt = z.number().check(z.int(), z.positive(), z.lte(1_000_000));
const PublicationIds = z.array(PublicationId).check(z.maxLength(SOURCES.length));

/** What one of the two tells the other. The server passes it on and reads none of it. */
export const DirectSignal = z.discriminatedUnion('kind', [
  /** RTCSessionDescription (W3C WebRTC, 4.5). */
  z.strictObject({
    kind: z.literal('description'),
    attempt: Attempt,
    type: z.enum(['offer', 'answer']),
    sdp: z.string().check(z.maxLength(64 * 1024)),
  }),
  /** RTCIceCandidate (W3C WebRTC, 4.8). */
  z.strictObject({
    kind: z.literal('candidate'),
    attempt: Attempt,
    candidate: z.string().check(z.maxLength(1_000)),
    sdpMid: z.nullable(z.string().check(z.maxLength(16))),
  }),
  /** The whole state of the receiving side; takes the place of the one before. */
  z.strictObject({
    kind: z.literal('state'),
    attempt: Attempt,
    /** Of the other's publications, those that shall come directly. */
    wanted: PublicationIds,
    /** Those that do, and without a gap: the SFU need not get them. */
    settled: PublicationIds,
  }),
  /** The sender goes back to the SFU, and so shall the other. */
  z.strictObject({ kind: z.literal('over'), attempt: Attempt }),
]);
export type DirectSignal = z.infer<typeof DirectSignal>;

export const DirectTellRequest = z.strictObject({ pairId: PairId, signal: DirectSignal });
export const DirectTold = z.strictObject({ pairId: PairId, signal: DirectSignal });
