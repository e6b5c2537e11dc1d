import type { Envelope, SealedKey, SealedMessage } from '@parley/protocol/people/messages';
import { type Bytes, fromBase64Url, toBase64Url } from './bytes.ts';
import { agree, type DeviceIdentity, makeKeyPair, publicKeyText } from './identity.ts';
import { ONLY_IV, openKey, sealKey } from './sealedKey.ts';

/** Who writes to whom. */
export type Header = { messageId: string; senderId: string; recipientId: string };

/** A device, and whose it is. */
export type Addressee = { accountId: string; deviceKey: string };

export type Sealed = SealedMessage & { keys: SealedKey[] };

/** What one device gets of a message, whichever way. */
export type SealedEnvelope = Omit<Envelope, 'number' | 'position' | 'sentAt'>;

/**
 * Seals what is written for exactly these devices. Each of them can tell that it comes from the sender's
 * device; nobody else can read it, and nobody can change it or pass it off as another message.
 *
 * @throws {Error} when one of the devices has a key that is none
 */
export async function seal(
  plain: Bytes,
  header: Header,
  from: DeviceIdentity,
  addressees: readonly Addressee[],
): Promise<Sealed> {
  const contentKey = crypto.getRandomValues(new Uint8Array(32));
  const body = await encryptBody(plain, contentKey);
  const ephemeral = await makeKeyPair();
  const ephemeralKey = await publicKeyText(ephemeral.publicKey);
  const context = { ...header, senderKey: from.deviceKey, ephemeralKey, body };
  const keys = await Promise.all(
    addressees.map(async ({ accountId, deviceKey }) => {
      const shared = await Promise.all([
        agree(ephemeral.privateKey, deviceKey),
        agree(from.privateKey, deviceKey),
      ]);
      const sealedKey = await sealKey(contentKey, shared, { ...context, accountId, deviceKey });
      return { accountId, deviceKey, sealedKey };
    }),
  );
  return { messageId: header.messageId, senderKey: from.deviceKey, ephemeralKey, body, keys };
}

/**
 * @param accountId whose device this is
 * @throws {Error} when it was not sealed for this device by the sender's device, just as it is
 */
export async function open(
  envelope: SealedEnvelope,
  accountId: string,
  { deviceKey, privateKey }: DeviceIdentity,
): Promise<Bytes> {
  const { messageId, senderId, recipientId, senderKey, ephemeralKey, body } = envelope;
  const shared = await Promise.all([agree(privateKey, ephemeralKey), agree(privateKey, senderKey)]);
  const context = { messageId, senderId, recipientId, senderKey, ephemeralKey, body };
  const contentKey = await openKey(envelope.sealedKey, shared, { ...context, accountId, deviceKey });
  return decryptBody(body, contentKey);
}

async function encryptBody(plain: Bytes, contentKey: Bytes): Promise<string> {
  const key = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: ONLY_IV }, key, plain);
  return toBase64Url(new Uint8Array(sealed));
}

async function decryptBody(body: string, contentKey: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['decrypt']);
  const algorithm = { name: 'AES-GCM', iv: ONLY_IV };
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, fromBase64Url(body)));
}
