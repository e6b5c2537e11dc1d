import * as z from 'zod/mini';
import { PeerId, PublicationId, Timestamp } from './ids.ts';
import { LIMITS } from './limits.ts';
import { Direction, Source } from './media.ts';

/** More than anything that can happen between two reports; a sleeping machine's counts end here. */
const Count = z.number().check(z.int(), z.nonnegative(), z.lte(1_000_000));
/** One minute says all: nothing flows. */
const Milliseconds = z.number().check(z.int(), z.nonnegative(), z.lte(60_000));

/**
 * How loud something was on average, as RFC 6464 writes it: 0 is full scale, each step 1 dB less, and
 * 127 digital silence.
 */
const Level = z.number().check(z.int(), z.nonnegative(), z.lte(127));

/** Why there is nothing in what a peer sends, as its own browser knows it. */
export const CAPTURE_FAULTS = [
  /** The system, or a switch on the device, has muted it (W3C Media Capture, `muted`). */
  'muted-by-system',
  /** The microphone is on and not one bit of what it delivers is set. */
  'digital-silence',
  /** The camera is on and its picture is black, edge to edge. */
  'black',
  /** The camera is on and its picture stands still. */
  'frozen',
  /** The device is gone. */
  'ended',
] as const;
export const CaptureFault = z.enum(CAPTURE_FAULTS);
export type CaptureFault = z.infer<typeof CaptureFault>;

/** What this peer sends of one publication that is not paused. */
export const SentReport = z.strictObject({
  publicationId: PublicationId,
  packets: Count,
  /** Video: pictures encoded. */
  frames: z.optional(Count),
  /** Audio, where the browser measures it. */
  level: z.optional(Level),
  fault: z.optional(CaptureFault),
});
export type SentReport = z.infer<typeof SentReport>;

/** What this peer gets of one publication that it wished for and built its side of. */
export const ReceivedReport = z.strictObject({
  publicationId: PublicationId,
  packets: Count,
  /** Since the last packet of a sound, or the last picture that could be decoded. */
  stalledMs: Milliseconds,
  /** Audio, where the browser measures it, and plays it at all. */
  level: z.optional(Level),
});
export type ReceivedReport = z.infer<typeof ReceivedReport>;

/**
 * Every 2 seconds, and at once when something stopped. A page whose browser holds it back leaves out
 * what that would falsify.
 */
export const HealthReportRequest = z.strictObject({
  /** What the counts cover: the time since the report before. */
  spanMs: Milliseconds,
  sent: z.array(SentReport).check(z.maxLength(4)),
  received: z.array(ReceivedReport).check(z.maxLength(LIMITS.wishes)),
  /** How the SFU gets what this peer sends, by its RTCP reports (RFC 3550, 6.4). */
  uplink: z.optional(
    z.strictObject({
      /** Lost packets among those of the span, 0 to 1. */
      loss: z.number().check(z.nonnegative(), z.lte(1)),
      roundTripMs: Milliseconds,
    }),
  ),
});
export type HealthReport = z.infer<typeof HealthReportRequest>;

export const TROUBLE_KINDS = [
  /** Nothing arrives. */
  'no-packets',
  /** One speaks, packets arrive, and no sound is in them. */
  'not-heard',
  ...CAPTURE_FAULTS,
] as const;
export const TroubleKind = z.enum(TROUBLE_KINDS);
export type TroubleKind = z.infer<typeof TroubleKind>;

/** Where on the way from one person's device to the other's ear it sits. */
export const TroublePlace = z.enum(['sender', 'uplink', 'sfu', 'downlink', 'receiver']);
export type TroublePlace = z.infer<typeof TroublePlace>;

/** Something that somebody sends and somebody does not get. */
export const Trouble = z.strictObject({
  kind: TroubleKind,
  place: TroublePlace,
  publicationId: PublicationId,
  /** Who sends it. */
  peerId: PeerId,
  /** Who does not get it; null is everybody. */
  receiverId: z.nullable(PeerId),
  since: Timestamp,
  /** Whether the server is doing something about it. */
  isHealing: z.boolean(),
});
export type Trouble = z.infer<typeof Trouble>;

/** All that the receiving peer has a part in at this moment; takes the place of the list before. */
export const HealthTroubles = z.strictObject({ troubles: z.array(Trouble) });

/** One step that the server asks of one client; the next one comes when it did not help. */
export const HealthHeal = z.discriminatedUnion('step', [
  /** Give up this side's consumer and ask for it again (`media:want`). */
  z.strictObject({ step: z.literal('rewatch'), publicationId: PublicationId }),
  /** `media:restartIce`, although the browser may think that it is connected. */
  z.strictObject({ step: z.literal('restart-ice'), direction: Direction }),
  /** New transports (`media:open`). */
  z.strictObject({ step: z.literal('rebuild') }),
  /** Open the device again. */
  z.strictObject({ step: z.literal('recapture'), source: Source }),
]);
export type HealthHeal = z.infer<typeof HealthHeal>;

/** How well what a peer sends arrives at the server. */
export const UplinkLevel = z.enum(['good', 'fair', 'poor']);
export type UplinkLevel = z.infer<typeof UplinkLevel>;

/** Those whose level is another one than was said before; everybody begins as good. */
export const HealthQuality = z.strictObject({
  levels: z.array(z.strictObject({ peerId: PeerId, uplink: UplinkLevel })),
});

/**
 * How long each step of joining took for this peer, up to the first picture of somebody else. All but
 * `socketMs` count from the click; what did not come is left out.
 */
export const JoinTimes = z.strictObject({
  /** From the opening of the page to an open socket, before any click. */
  socketMs: z.optional(Milliseconds),
  /** The answer to `room:join`. */
  joinMs: z.optional(Milliseconds),
  /** ICE and DTLS of the receiving transport. */
  transportsMs: z.optional(Milliseconds),
  /** The first packet of somebody else. */
  firstPacketMs: z.optional(Milliseconds),
  /** The first picture of somebody else, decoded and shown. */
  firstFrameMs: z.optional(Milliseconds),
});
export type JoinTimes = z.infer<typeof JoinTimes>;
