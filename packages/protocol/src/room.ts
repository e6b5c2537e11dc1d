import * as z from 'zod/mini';
import { PeerId, ResumeToken, RoomName } from './ids.ts';
import { LIMITS } from './limits.ts';
import {
  ConsumerDescription,
  DtlsFingerprint,
  FirstWish,
  IceServer,
  RtpCapabilities,
  TransportDescription,
} from './media.ts';
import { PeerName } from './peer.ts';
import { RoomSnapshot } from './snapshot.ts';

export const RoomPreviewRequest = z.strictObject({ room: RoomName });
export const RoomPreviewReply = z.strictObject({
  peerCount: z.number().check(z.int(), z.nonnegative()),
  /** Of the first few who are there. */
  names: z.array(PeerName).check(z.maxLength(LIMITS.previewNames)),
  isFull: z.boolean(),
  /** The router's, so that the device is loaded before the person clicks. */
  rtpCapabilities: RtpCapabilities,
});
export type RoomPreview = z.infer<typeof RoomPreviewReply>;

/** The browser's side of the media, known before the click. */
export const JoinMedia = z.strictObject({
  rtpCapabilities: RtpCapabilities,
  /**
   * Of the certificate that both of the browser's transports will use. With it the server connects
   * both at once; without it the client asks `media:connect` for each.
   */
  fingerprint: z.optional(DtlsFingerprint),
  firstWish: FirstWish,
});
export type JoinMedia = z.infer<typeof JoinMedia>;

export const RoomJoinRequest = z.strictObject({ room: RoomName, name: PeerName, media: JoinMedia });
export const RoomJoinReply = z.strictObject({
  peerId: PeerId,
  resumeToken: ResumeToken,
  snapshot: RoomSnapshot,
  send: TransportDescription,
  receive: TransportDescription,
  iceServers: z.array(IceServer),
  consumers: z.array(ConsumerDescription),
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

/** What was missed, in order; or, when that is no longer known, everything anew. */
export const RoomResumeReply = z.union([
  z.strictObject({ kind: z.literal('events'), events: z.array(KeptEvent) }),
  z.strictObject({ kind: z.literal('snapshot'), snapshot: RoomSnapshot }),
]);
export type RoomResumeReply = z.infer<typeof RoomResumeReply>;
