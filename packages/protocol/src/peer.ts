import * as z from 'zod/mini';
import { OpaqueId, PeerId, Timestamp } from './ids.ts';
import { LIMITS } from './limits.ts';
import { toOneLine } from './oneLine.ts';

/**
 * Brings a typed name into the form that is shown: NFC, no control or direction marks, single
 * spaces, at most 64 code points.
 * @returns undefined when nothing is left to show
 */
export function toPeerName(typed: string): string | undefined {
  return toOneLine(typed, LIMITS.peerNameLength);
}

/** The name a peer shows. Only the form that `toPeerName` makes is accepted. */
export const PeerName = z.string().check(
  // Code points come in up to two UTF-16 units; this bounds the work of the check below.
  z.maxLength(LIMITS.peerNameLength * 2),
  z.refine((name) => toPeerName(name) === name, 'must be 1 to 64 visible characters'),
);
export type PeerName = z.infer<typeof PeerName>;

/** Whose tab it is, where everybody may find them. */
export const PeerAccount = z.strictObject({
  accountId: OpaqueId,
  /** What they sign in with: nobody else has it, whatever is shown as a name. */
  name: z.string().check(z.maxLength(LIMITS.accountNameMax)),
  pictureVersion: z.nullable(OpaqueId),
});
export type PeerAccount = z.infer<typeof PeerAccount>;

/** One tab in a room. */
export const Peer = z.strictObject({
  peerId: PeerId,
  name: PeerName,
  joinedAt: Timestamp,
  /** False while its socket is gone and the server still keeps its place. */
  isConnected: z.boolean(),
  /** When the hand went up; null while it is down. */
  handRaisedAt: z.nullable(Timestamp),
  /** Missing or null for a guest, and while it is not known. */
  account: z.optional(z.nullable(PeerAccount)),
});
export type Peer = z.infer<typeof Peer>;

export const PeerJoined = z.strictObject({ peer: Peer });

export const PeerLeft = z.strictObject({
  peerId: PeerId,
  /** `left` by itself; `lost`: its place was kept and nobody came back; `removed` by the operator. */
  reason: z.enum(['left', 'lost', 'removed']),
});

/** Only what changed is there. */
export const PeerChanged = z.strictObject({
  peerId: PeerId,
  name: z.optional(PeerName),
  isConnected: z.optional(z.boolean()),
  account: z.optional(z.nullable(PeerAccount)),
});

export const PeerSetNameRequest = z.strictObject({ name: PeerName });
