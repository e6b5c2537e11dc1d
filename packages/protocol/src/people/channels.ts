import * as z from 'zod/mini';
import { AccountId } from '../account.ts';
import { MessageId, OpaqueId, Timestamp } from '../ids.ts';
import { IceServer } from '../media.ts';
import { PEOPLE_LIMITS } from './limits.ts';
import { DeviceKey, SealedKey, SealedMessage } from './messages.ts';

/** Two devices of two people, or of one, that are to connect straight to each other, for messages alone. */
export const ChannelId = OpaqueId;
export type ChannelId = z.infer<typeof ChannelId>;

/** What one of the two tells the other about the connection. The server passes it on and reads none of it. */
export const ChannelSignal = z.discriminatedUnion('kind', [
  /** RTCSessionDescription (W3C WebRTC, 4.5). */
  z.strictObject({
    kind: z.literal('description'),
    type: z.enum(['offer', 'answer']),
    sdp: z.string().check(z.maxLength(16 * 1024)),
  }),
  /** RTCIceCandidate (W3C WebRTC, 4.8). */
  z.strictObject({
    kind: z.literal('candidate'),
    candidate: z.string().check(z.maxLength(1_000)),
    sdpMid: z.nullable(z.string().check(z.maxLength(16))),
  }),
]);
export type ChannelSignal = z.infer<typeof ChannelSignal>;

const Nothing = z.strictObject({});
const AboutChannel = z.strictObject({ channelId: ChannelId });
const ChannelTold = z.extend(AboutChannel, { signal: ChannelSignal });

export const channelRequests = {
  /** Whether this tab lets contacts connect to it, and so learn its network address. */
  'channel:allow': {
    request: z.strictObject({ isAllowed: z.boolean() }),
    /** False where the operator does not offer it: then there are no channels. */
    reply: z.strictObject({ isOffered: z.boolean() }),
  },
  /**
   * To each device of a contact, or to each other one of one's own, that is there or comes while this tab is there.
   * Answered alike whether anything comes of it.
   */
  'channel:begin': { request: z.strictObject({ accountId: AccountId }), reply: Nothing },
  'channel:tell': { request: ChannelTold, reply: Nothing },
  'channel:end': { request: AboutChannel, reply: Nothing },
} as const satisfies Record<string, { request: z.ZodMiniType; reply: z.ZodMiniType }>;

export const channelEvents = {
  'channel:begun': z.extend(AboutChannel, {
    /** The other one, or oneself. */
    accountId: AccountId,
    /** The device at the other end. */
    deviceKey: DeviceKey,
    /** One of the two makes the offer. */
    isOffering: z.boolean(),
    iceServers: z.array(IceServer),
  }),
  'channel:told': ChannelTold,
  'channel:ended': AboutChannel,
} as const satisfies Record<string, z.ZodMiniType>;

/** A message as it travels straight to one device. */
export const StraightMessage = z.extend(SealedMessage, {
  sealedKey: SealedKey.shape.sealedKey,
  /** To whom it is written: the other one's devices get it, and the sender's own. */
  recipientId: AccountId,
  /** All devices for which it is sealed: one that knows of others of its owner does not take it. */
  deviceKeys: z.array(DeviceKey).check(z.maxLength(2 * PEOPLE_LIMITS.devices)),
  /** The last place that the server had given in the conversation, as far as the sender knows. */
  after: z.number().check(z.int(), z.nonnegative()),
  /** Later than whatever the sender knows of behind that place. */
  sentAt: Timestamp,
});
export type StraightMessage = z.infer<typeof StraightMessage>;

/** What goes over the data channel, as JSON. */
export const ChannelFrame = z.discriminatedUnion('kind', [
  /** The first of each side, and again when they are others: all devices of whoever says it. */
  z.strictObject({
    kind: z.literal('devices'),
    deviceKeys: z.array(DeviceKey).check(z.maxLength(PEOPLE_LIMITS.devices)),
  }),
  z.strictObject({ kind: z.literal('message'), message: StraightMessage }),
  /** That message is kept there. */
  z.strictObject({ kind: z.literal('kept'), messageId: MessageId }),
  /** It is not: it has to come by the server. */
  z.strictObject({ kind: z.literal('refused'), messageId: MessageId }),
]);
export type ChannelFrame = z.infer<typeof ChannelFrame>;
