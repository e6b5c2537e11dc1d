import * as z from 'zod/mini';
import { AccountId } from '../account.ts';
import { base64url } from '../base64url.ts';
import { MessageId, Timestamp } from '../ids.ts';
import { PeerName } from '../peer.ts';
import { PEOPLE_LIMITS } from './limits.ts';

const KEY_LENGTH = 43;
const PublicKey = base64url(KEY_LENGTH, KEY_LENGTH);

/** A device is named by its public X25519 key (RFC 7748): nobody can be given another key for that name. */
export const DeviceKey = PublicKey;
export type DeviceKey = z.infer<typeof DeviceKey>;

/** A browser or program of one's own that takes messages. */
export const Device = z.strictObject({
  deviceKey: DeviceKey,
  /** As it named itself. */
  name: PeerName,
  addedAt: Timestamp,
  /** To within a day. */
  lastSeenAt: Timestamp,
});
export type Device = z.infer<typeof Device>;

export const DeviceOpenRequest = z.strictObject({ deviceKey: DeviceKey, name: PeerName });
export const DeviceOpenReply = z.strictObject({
  /** It was not there before: what was sent until now did not wait for it. */
  isNew: z.boolean(),
  /** All of one's own. */
  devices: z.array(Device),
});

export const DeviceListRequest = z.strictObject({ accountId: AccountId });
export const DeviceListReply = z.strictObject({ deviceKeys: z.array(DeviceKey) });

export const AboutDevice = z.strictObject({ deviceKey: DeviceKey });

/** What lets one device read a message. */
export const SealedKey = z.strictObject({
  accountId: AccountId,
  deviceKey: DeviceKey,
  /** The key of `body`, sealed for this device. */
  sealedKey: base64url(1, 128),
});
export type SealedKey = z.infer<typeof SealedKey>;

/** What two people say to each other, as much of it as the server may know. */
export const SealedMessage = z.strictObject({
  messageId: MessageId,
  /** One of the sender's own devices. */
  senderKey: DeviceKey,
  /** Made for this message alone. */
  ephemeralKey: PublicKey,
  body: base64url(1, PEOPLE_LIMITS.sealedLength),
});
export type SealedMessage = z.infer<typeof SealedMessage>;

export const MessageSendRequest = z.extend(SealedMessage, {
  accountId: AccountId,
  /** Exactly one for each device of the recipient, and for each other one of the sender. */
  keys: z.array(SealedKey).check(z.maxLength(2 * PEOPLE_LIMITS.devices)),
  /** Somebody wrote it: whoever has no page open is notified. Without it, as with a receipt, nobody is. */
  notifies: z.optional(z.boolean()),
});
export type MessageSendRequest = z.infer<typeof MessageSendRequest>;

/** Where in the conversation of the two it has its place. */
const Placed = {
  /** Rises with each message of the two, whoever writes it. */
  position: z.number().check(z.int(), z.positive()),
  sentAt: Timestamp,
};
export const MessageSendReply = z.strictObject(Placed);
export type MessageSendReply = z.infer<typeof MessageSendReply>;

/** A message that waits for one device. */
export const Envelope = z.extend(SealedMessage, {
  ...Placed,
  /** Rises with each envelope of the device. */
  number: z.number().check(z.int(), z.positive()),
  senderId: AccountId,
  recipientId: AccountId,
  sealedKey: SealedKey.shape.sealedKey,
});
export type Envelope = z.infer<typeof Envelope>;

/** What the server still knows of a message, once its author and its devices are done with it or before. */
export const KeptMessage = z.strictObject({
  messageId: MessageId,
  senderId: AccountId,
  recipientId: AccountId,
  ...Placed,
  /** Sealed; null once all devices have it. */
  body: z.nullable(SealedMessage.shape.body),
});
export type KeptMessage = z.infer<typeof KeptMessage>;

export const MessageFetchRequest = z.strictObject({
  deviceKey: DeviceKey,
  /** All up to this number are kept by the device, and are forgotten by the server. */
  takenUpTo: z.number().check(z.int(), z.nonnegative()),
});
export const MessageFetchReply = z.strictObject({
  /** The oldest that wait, by rising number. */
  envelopes: z.array(Envelope).check(z.maxLength(PEOPLE_LIMITS.envelopePage)),
  hasMore: z.boolean(),
});

/** These devices of one's own have something to fetch. */
export const MessageWaiting = z.strictObject({ deviceKeys: z.array(DeviceKey) });
/** One's own devices are others now. */
export const DeviceChanged = z.strictObject({
  devices: z.array(Device),
  /** The one that was removed just now: it is not to come back under its key. */
  removedKey: z.nullable(DeviceKey),
});
