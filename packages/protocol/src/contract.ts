import * as z from 'zod/mini';
import {
  ChatHistoryRequest,
  ChatPage,
  ChatPosted,
  ChatSendReply,
  ChatSendRequest,
  ChatSetWritingRequest,
  ChatWriting,
} from './chat.ts';
import {
  DirectPaired,
  DirectSetAllowedReply,
  DirectSetAllowedRequest,
  DirectTellRequest,
  DirectTold,
} from './direct.ts';
import { DoorsChanged, RoomEnded } from './doors.ts';
import { type ErrorCode, WireError } from './errors.ts';
import { FileOfferReply, FileOfferRequest } from './file.ts';
import { HandChanged, HandSetRequest } from './hand.ts';
import { HealthHeal, HealthQuality, HealthReportRequest, HealthTroubles, JoinTimes } from './health.ts';
import {
  AllowedCodecs,
  ClosedConsumers,
  MediaChanged,
  MediaConnectRequest,
  MediaLost,
  MediaPublished,
  MediaPublishReply,
  MediaPublishRequest,
  MediaRestartIceReply,
  MediaRestartIceRequest,
  MediaResumeRequest,
  MediaSetPausedRequest,
  MediaSetRestingReply,
  MediaSetRestingRequest,
  MediaSpeakers,
  MediaUnpublished,
  MediaUnpublishRequest,
  MediaWantReply,
  MediaWantRequest,
  OfferedConsumers,
  OfferedMedia,
  OpenedMedia,
  WantedLayers,
} from './media.ts';
import { PeerChanged, PeerJoined, PeerLeft, PeerSetNameRequest } from './peer.ts';
import { ReactionSendRequest, ReactionShown } from './reaction.ts';
import {
  RoomJoinReply,
  RoomJoinRequest,
  RoomPrepareReply,
  RoomPrepareRequest,
  RoomPreviewReply,
  RoomPreviewRequest,
  RoomResumeReply,
  RoomResumeRequest,
} from './room.ts';
import { ServerClosing, ServerDraining } from './server.ts';

/** Where a socket must be for a request: anywhere, or in a room. */
export type Stage = 'connected' | 'joined';

const Nothing = z.strictObject({});

/**
 * Every request a client can make: `topic:verb`. Setters carry the wanted state, so that sending
 * one twice is the same as sending it once.
 */
export const requests = {
  'room:preview': { stage: 'connected', request: RoomPreviewRequest, reply: RoomPreviewReply },
  'room:prepare': { stage: 'connected', request: RoomPrepareRequest, reply: RoomPrepareReply },
  'room:join': { stage: 'connected', request: RoomJoinRequest, reply: RoomJoinReply },
  'room:resume': { stage: 'connected', request: RoomResumeRequest, reply: RoomResumeReply },
  'room:leave': { stage: 'joined', request: Nothing, reply: Nothing },
  'peer:setName': { stage: 'joined', request: PeerSetNameRequest, reply: Nothing },
  'hand:set': { stage: 'joined', request: HandSetRequest, reply: Nothing },
  'reaction:send': { stage: 'joined', request: ReactionSendRequest, reply: Nothing },
  'chat:send': { stage: 'joined', request: ChatSendRequest, reply: ChatSendReply },
  'chat:history': { stage: 'joined', request: ChatHistoryRequest, reply: ChatPage },
  'chat:setWriting': { stage: 'joined', request: ChatSetWritingRequest, reply: Nothing },
  'file:offer': { stage: 'joined', request: FileOfferRequest, reply: FileOfferReply },
  'media:open': { stage: 'joined', request: OfferedMedia, reply: OpenedMedia },
  'media:connect': { stage: 'joined', request: MediaConnectRequest, reply: Nothing },
  'media:publish': { stage: 'joined', request: MediaPublishRequest, reply: MediaPublishReply },
  'media:setPaused': { stage: 'joined', request: MediaSetPausedRequest, reply: Nothing },
  'media:setResting': {
    stage: 'joined',
    request: MediaSetRestingRequest,
    reply: MediaSetRestingReply,
  },
  'media:unpublish': { stage: 'joined', request: MediaUnpublishRequest, reply: Nothing },
  'media:want': { stage: 'joined', request: MediaWantRequest, reply: MediaWantReply },
  'media:resume': { stage: 'joined', request: MediaResumeRequest, reply: Nothing },
  'media:restartIce': {
    stage: 'joined',
    request: MediaRestartIceRequest,
    reply: MediaRestartIceReply,
  },
  'direct:setAllowed': {
    stage: 'joined',
    request: DirectSetAllowedRequest,
    reply: DirectSetAllowedReply,
  },
  'direct:tell': { stage: 'joined', request: DirectTellRequest, reply: Nothing },
  'health:reportJoin': { stage: 'joined', request: JoinTimes, reply: Nothing },
  'health:report': { stage: 'joined', request: HealthReportRequest, reply: Nothing },
} as const satisfies Record<string, { stage: Stage; request: z.ZodMiniType; reply: z.ZodMiniType }>;

/**
 * Events that change the snapshot: `topic:participle`. Each is sent with the room's sequence number
 * as its second argument, kept, and sent again to a peer that missed it.
 */
export const roomEvents = {
  'peer:joined': PeerJoined,
  'peer:left': PeerLeft,
  'peer:changed': PeerChanged,
  'hand:changed': HandChanged,
  'chat:posted': ChatPosted,
  'media:published': MediaPublished,
  'media:changed': MediaChanged,
  'media:unpublished': MediaUnpublished,
} as const satisfies Record<string, z.ZodMiniType>;

/** Events about the moment. They are not part of the snapshot and are not sent again. */
export const momentEvents = {
  'reaction:shown': ReactionShown,
  'chat:writing': ChatWriting,
  'media:speakers': MediaSpeakers,
  'media:layersWanted': WantedLayers,
  'media:codecsAllowed': AllowedCodecs,
  'media:consumers': OfferedConsumers,
  'media:consumersClosed': ClosedConsumers,
  'media:lost': MediaLost,
  'direct:paired': DirectPaired,
  'direct:told': DirectTold,
  'server:draining': ServerDraining,
  'health:troubles': HealthTroubles,
  'health:heal': HealthHeal,
  'health:quality': HealthQuality,
  'server:closing': ServerClosing,
  'doors:changed': DoorsChanged,
  'room:ended': RoomEnded,
} as const satisfies Record<string, z.ZodMiniType>;

export type RequestName = keyof typeof requests;
export type RequestOf<Name extends RequestName> = z.infer<(typeof requests)[Name]['request']>;
export type ReplyOf<Name extends RequestName> = z.infer<(typeof requests)[Name]['reply']>;

export type RoomEventName = keyof typeof roomEvents;
export type RoomEventOf<Name extends RoomEventName> = z.infer<(typeof roomEvents)[Name]>;
/** A sequenced event, still without its number. */
export type RoomEvent = {
  [Name in RoomEventName]: { name: Name; data: RoomEventOf<Name> };
}[RoomEventName];

export type MomentEventName = keyof typeof momentEvents;
export type MomentEventOf<Name extends MomentEventName> = z.infer<(typeof momentEvents)[Name]>;
export type MomentEvent = {
  [Name in MomentEventName]: { name: Name; data: MomentEventOf<Name> };
}[MomentEventName];

/** What the acknowledgement of every request carries. */
export type Answer<Data> = { ok: true; data: Data } | { ok: false; error: WireError };

/** An answer before its data has been checked against the schema of its request. */
export const AnyAnswer = z.union([
  z.strictObject({ ok: z.literal(true), data: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: WireError }),
]);

/** The types that socket.io asks for, on both sides. */
export type ClientToServerEvents = {
  [Name in RequestName]: (
    request: RequestOf<Name>,
    acknowledge: (answer: Answer<ReplyOf<Name>>) => void,
  ) => void;
};
export type ServerToClientEvents = {
  [Name in RoomEventName]: (data: RoomEventOf<Name>, seq: number) => void;
} & {
  [Name in MomentEventName]: (data: MomentEventOf<Name>) => void;
};

/** Sent by the client when the socket opens. */
export const Handshake = z.object({ protocol: z.number().check(z.int()) });

/** Why a socket was refused; `connect_error.data` on the client. */
export type HandshakeRefusal = { code: ErrorCode; message: string };
