import * as z from 'zod/mini';
import { JoinId, PeerId, ResumeToken, RoomName, Timestamp } from './ids.ts';
import { LIMITS } from './limits.ts';
import {
  IceServer,
  OfferedMedia,
  OpenedMedia,
  PathOffer,
  RtpCapabilities,
  TransportDescription,
} from './media.ts';
import { PeerName } from './peer.ts';
import { RoomSnapshot } from './snapshot.ts';

/** Who somebody was here, and the proof of it. */
export const ProvenPlace = z.strictObject({ peerId: PeerId, resumeToken: ResumeToken });
export type ProvenPlace = z.infer<typeof ProvenPlace>;

export const RoomPreviewRequest = z.strictObject({
  room: RoomName,
  /** Of somebody who comes back: closed doors, and calls by a code, are not closed to them. */
  former: z.optional(ProvenPlace),
});

export const RoomPreviewReply = z.strictObject({
  peerCount: z.number().check(z.int(), z.nonnegative()),
  /** Of the first few who are there. */
  names: z.array(PeerName).check(z.maxLength(LIMITS.previewNames)),
  isFull: z.boolean(),
  /** The router's, so that the device is loaded before the person clicks. */
  rtpCapabilities: RtpCapabilities,
});
export type RoomPreview = z.infer<typeof RoomPreviewReply>;

export const RoomPrepareRequest = z.strictObject({ room: RoomName, media: PathOffer });

export const RoomPrepareReply = z.strictObject({
  /** Null when there is nothing to prepare: nobody is in the room, or no more people may come in. */
  path: z.nullable(z.strictObject({ receive: TransportDescription, iceServers: z.array(IceServer) })),
});
export type PreparedPath = NonNullable<z.infer<typeof RoomPrepareReply>['path']>;

/** What a peer brings along that was here before, so that it is the same peer again. */
export const FormerPlace = z.strictObject({
  ...ProvenPlace.shape,
  /** A hand that was up keeps its turn; a server that was restarted does not know it. */
  handRaisedAt: z.nullable(Timestamp),
});
export type FormerPlace = z.infer<typeof FormerPlace>;

export const RoomJoinRequest = z.strictObject({
  room: RoomName,
  name: PeerName,
  media: OfferedMedia,
  /** The `receive.transportId` of the path that was prepared for it and is connected. */
  prepared: z.optional(TransportDescription.shape.transportId),
  /** Of a join whose answer never came: what came of it makes room for this one. */
  joinId: z.optional(JoinId),
  former: z.optional(FormerPlace),
});
export const RoomJoinReply = z.extend(OpenedMedia, {
  peerId: PeerId,
  resumeToken: ResumeToken,
  snapshot: RoomSnapshot,
});
export type RoomJoinReply = z.infer<typeof RoomJoinReply>;

export const RoomResumeRequest = z.strictObject({
  room: RoomName,
  peerId: PeerId,
  resumeToken: ResumeToken,
  /** The number of the last event this peer has seen. */
  since: z.number().check(z.int(), z.nonnegative()),
});

/** A sequenced event as it is kept. `data` has the schema of `events[name]`. */
export const KeptEvent = z.strictObject({
  seq: z.number().check(z.int(), z.positive()),
  name: z.string().check(z.maxLength(64)),
  data: z.unknown(),
});
export type KeptEvent = z.infer<typeof KeptEvent>;

/** False when the SFU has lost this peer's transports meanwhile: it asks for new ones. */
const hasMedia = z.boolean();

/** What was missed, in order; or, when that is no longer known, everything anew. */
export const RoomResumeReply = z.union([
  z.strictObject({ kind: z.literal('events'), events: z.array(KeptEvent), hasMedia }),
  z.strictObject({ kind: z.literal('snapshot'), snapshot: RoomSnapshot, hasMedia }),
]);
export type RoomResumeReply = z.infer<typeof RoomResumeReply>;
