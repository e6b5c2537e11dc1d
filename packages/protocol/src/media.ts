import * as z from 'zod/mini';
import { ConsumerId, PeerId, PublicationId } from './ids.ts';
import { LIMITS } from './limits.ts';

export const MediaKind = z.enum(['audio', 'video']);
export type MediaKind = z.infer<typeof MediaKind>;

/** What a peer can publish, each at most once at a time. */
export const SOURCES = ['microphone', 'camera', 'screen', 'screen-audio'] as const;
export const Source = z.enum(SOURCES);
export type Source = z.infer<typeof Source>;

export const KIND_OF_SOURCE: Readonly<Record<Source, MediaKind>> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  'screen-audio': 'audio',
};

/** What a picture can be encoded with (RFC 7741, 9628, 6184). */
export const VIDEO_CODECS = ['vp8', 'vp9', 'h264'] as const;
export const VideoCodec = z.enum(VIDEO_CODECS);
export type VideoCodec = z.infer<typeof VideoCodec>;

/**
 * RTP parameters and capabilities, ICE and DTLS parameters (RFC 8834, 8839, 8842 in the form that
 * mediasoup gives them). They pass through here unread; the SFU and the browser's own side check them.
 */
const Opaque = z.record(z.string(), z.unknown());
export type Opaque = z.infer<typeof Opaque>;
export const RtpCapabilities = Opaque;
export const RtpParameters = Opaque;
export const IceParameters = Opaque;

/** The hash of a DTLS certificate (RFC 8122, section 5). */
export const DtlsFingerprint = z.strictObject({
  algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
  value: z.string().check(z.maxLength(191), z.regex(/^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})+$/)),
});
export type DtlsFingerprint = z.infer<typeof DtlsFingerprint>;

export const Publication = z.strictObject({
  publicationId: PublicationId,
  peerId: PeerId,
  source: Source,
  /** True once the SFU forwards nothing of it. */
  isPaused: z.boolean(),
  /**
   * Rises when its stream was made anew, as after the loss of a media worker: whoever receives it asks
   * for it again.
   */
  revision: z.number().check(z.int(), z.positive()),
});
export type Publication = z.infer<typeof Publication>;

/** From the peer's point of view: it sends on one transport and receives on the other. */
export const Direction = z.enum(['send', 'receive']);
export type Direction = z.infer<typeof Direction>;

const TransportId = z.string().check(z.maxLength(64));

/** What a browser needs to build its side of a transport. */
export const TransportDescription = z.strictObject({
  transportId: TransportId,
  iceParameters: IceParameters,
  iceCandidates: z.array(Opaque).check(z.maxLength(32)),
  dtlsParameters: Opaque,
});
export type TransportDescription = z.infer<typeof TransportDescription>;

/** RTCIceServer (W3C WebRTC, section 4.2.2). TURN credentials run out after `TURN_TTL_S`. */
export const IceServer = z.strictObject({
  urls: z.array(z.string().check(z.maxLength(300))).check(z.maxLength(16)),
  username: z.optional(z.string().check(z.maxLength(300))),
  credential: z.optional(z.string().check(z.maxLength(300))),
});
export type IceServer = z.infer<typeof IceServer>;

/** A stream that the SFU is ready to send. It is paused until `media:resume`. */
export const ConsumerDescription = z.strictObject({
  consumerId: ConsumerId,
  publicationId: PublicationId,
  kind: MediaKind,
  rtpParameters: RtpParameters,
});
export type ConsumerDescription = z.infer<typeof ConsumerDescription>;

const Pixels = z.number().check(z.int(), z.positive(), z.lte(LIMITS.pixels));

/** The size at which a picture is shown, in device pixels. */
export const PictureSize = z.strictObject({ width: Pixels, height: Pixels });
export type PictureSize = z.infer<typeof PictureSize>;

/**
 * One publication that this peer wants to receive now. `size` goes with video alone; `isAlwaysHeard` with a
 * microphone that is wanted whoever else speaks.
 */
export const Wish = z.strictObject({
  publicationId: PublicationId,
  size: z.optional(PictureSize),
  isAlwaysHeard: z.optional(z.boolean()),
});
export type Wish = z.infer<typeof Wish>;

/** All that this peer is sent stays below it, in bit/s; without one only its network limits it. */
const ReceivedBitrate = z.optional(
  z.number().check(z.int(), z.gte(LIMITS.receivedBitrate.least), z.lte(LIMITS.receivedBitrate.most)),
);

/**
 * The wish of a peer that does not know the room yet: every sound, and up to `videos` pictures
 * (screens first, then the cameras of those who are here longest) at `size`.
 */
export const FirstWish = z.strictObject({
  videos: z.number().check(z.int(), z.nonnegative(), z.lte(100)),
  size: PictureSize,
  maxBitrate: ReceivedBitrate,
});
export type FirstWish = z.infer<typeof FirstWish>;

export const MediaConnectRequest = z.strictObject({
  direction: Direction,
  fingerprint: DtlsFingerprint,
});

export const MediaPublishRequest = z.strictObject({
  source: Source,
  rtpParameters: RtpParameters,
  isPaused: z.boolean(),
  /** What there is of this source gets this stream in place of its own. It stays paused, or not, as it is. */
  renews: z.optional(PublicationId),
  /** As with `media:setResting`, from the beginning. */
  isResting: z.optional(z.boolean()),
});
export const MediaPublishReply = z.strictObject({
  publication: Publication,
  /** A microphone of which nobody has a consumer. */
  isDormant: z.boolean(),
});

export const MediaSetPausedRequest = z.strictObject({
  publicationId: PublicationId,
  isPaused: z.boolean(),
});
/**
 * Into one's own open microphone nobody speaks, and nothing of it is sent until this is answered; or somebody
 * is about to be heard who rested.
 */
export const MediaSetRestingRequest = z.strictObject({
  publicationId: PublicationId,
  isResting: z.boolean(),
});
export const MediaSetRestingReply = z.strictObject({
  /**
   * Nobody has a consumer of it. One that is to rest sends nothing until `isResting: false` is answered; one that is
   * about to be heard sends all the same, and is offered when it has the floor.
   */
  isDormant: z.boolean(),
});
export const MediaUnpublishRequest = z.strictObject({ publicationId: PublicationId });

/** The whole list: what is not on it is not sent. */
export const MediaWantRequest = z.strictObject({
  wishes: z.array(Wish).check(z.maxLength(LIMITS.wishes)),
  maxBitrate: ReceivedBitrate,
});
export const MediaWantReply = z.strictObject({
  /**
   * Those of the wishes that had no consumer yet, or one that was never resumed: its description may
   * have been lost with a connection. A consumer that is already known is passed over.
   */
  consumers: z.array(ConsumerDescription),
  /** Wishes that cannot be granted: gone meanwhile, or no codec in common. */
  unavailable: z.array(PublicationId),
  /** Microphones that have no consumer, since they are muted or silent; they are offered when they are about to be heard. */
  dormant: z.array(PublicationId),
});
export type MediaWantReply = z.infer<typeof MediaWantReply>;

/**
 * Consumers that this peer gets without having asked now: a microphone on its wish list was dormant and is
 * about to be heard. They are on the receiving transport that is named; who has another one by now asks anew.
 */
export const OfferedConsumers = z.strictObject({
  transportId: TransportId,
  consumers: z.array(ConsumerDescription),
});
export type OfferedConsumers = z.infer<typeof OfferedConsumers>;

/** These are gone although their publications are there: the microphones have become dormant. */
export const ClosedConsumers = z.strictObject({ consumerIds: z.array(ConsumerId) });

/** The browser has built its side of these and can take packets. */
export const MediaResumeRequest = z.strictObject({
  consumerIds: z.array(ConsumerId).check(z.maxLength(LIMITS.consumersPerResume)),
});

export const MediaRestartIceRequest = z.strictObject({ direction: Direction });
export const MediaRestartIceReply = z.strictObject({
  iceParameters: IceParameters,
  /** Anew, because the credentials given on joining may have run out. */
  iceServers: z.array(IceServer),
});

/** The browser's side of both transports, known before there are any. */
export const PathOffer = z.strictObject({
  rtpCapabilities: RtpCapabilities,
  /**
   * Of the certificate that both of the browser's transports will use. With it the server connects
   * both at once; without it the client asks `media:connect` for each.
   */
  fingerprint: z.optional(DtlsFingerprint),
});
export type PathOffer = z.infer<typeof PathOffer>;

/**
 * The browser's side of the media, known before the click. On joining, and whenever both transports
 * have to be made anew.
 */
export const OfferedMedia = z.extend(PathOffer, { firstWish: FirstWish });
export type OfferedMedia = z.infer<typeof OfferedMedia>;

/** Both transports of a peer, and the consumers of its first wish. */
export const OpenedMedia = z.strictObject({
  send: TransportDescription,
  receive: TransportDescription,
  iceServers: z.array(IceServer),
  consumers: z.array(ConsumerDescription),
});
export type OpenedMedia = z.infer<typeof OpenedMedia>;

/** The SFU has lost the transports of this peer; it asks for new ones with `media:open`. */
export const MediaLost = z.strictObject({});

export const MediaPublished = z.strictObject({ publication: Publication });
export const MediaChanged = z.strictObject({
  publicationId: PublicationId,
  isPaused: z.boolean(),
});
export const MediaUnpublished = z.strictObject({ publicationId: PublicationId });

/**
 * How many layers of a picture somebody watches, the smallest counted first, at least 1: its publisher need
 * not encode the others. Not sequenced: the next one replaces it.
 */
export const WantedLayers = z.strictObject({
  publicationId: PublicationId,
  layers: z.number().check(z.int(), z.positive()),
});
export type WantedLayers = z.infer<typeof WantedLayers>;

/**
 * What pictures may be encoded with, so that everybody in the room can decode them. Until it is told: VP8.
 * Not sequenced: the next one replaces it.
 */
export const AllowedCodecs = z.strictObject({ codecs: z.array(VideoCodec).check(z.minLength(1)) });

/** Who is heard right now, the loudest first. Not sequenced: the next one replaces it. */
export const MediaSpeakers = z.strictObject({ peerIds: z.array(PeerId) });
