import { type Bytes, bound, fromBase64Url, toBase64Url } from './bytes.ts';

/** All that a sealed key is good for: it opens for nobody else, from nobody else, with no other body. */
export type SealContext = {
  readonly messageId: string;
  readonly senderId: string;
  readonly senderKey: string;
  /** The other person of the conversation. */
  readonly recipientId: string;
  readonly ephemeralKey: string;
  readonly body: string;
  /** The device that it is for, and whose that is. */
  readonly accountId: string;
  readonly deviceKey: string;
};

/** Each key that comes out of HKDF here is used once. */
export const ONLY_IV: Bytes = new Uint8Array(12);

/** @param shared of the ephemeral key and the device, and of the sender's device and the device */
export async function sealKey(
  contentKey: Bytes,
  shared: readonly ArrayBuffer[],
  context: SealContext,
): Promise<string> {
  const key = await wrappingKey(shared, context);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: ONLY_IV }, key, contentKey);
  return toBase64Url(new Uint8Array(sealed));
}

/** @throws {Error} when it was not sealed in this context */
export async function openKey(
  sealedKey: string,
  shared: readonly ArrayBuffer[],
  context: SealContext,
): Promise<Bytes> {
  const key = await wrappingKey(shared, context);
  const algorithm = { name: 'AES-GCM', iv: ONLY_IV };
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, fromBase64Url(sealedKey)));
}

/** The authenticated mode of HPKE in its idea (RFC 9180, section 5.1.3), with HKDF as in RFC 5869. */
async function wrappingKey(
  shared: readonly ArrayBuffer[],
  { body, ...context }: SealContext,
): Promise<CryptoKey> {
  const secret = new Uint8Array(await new Blob([...shared]).arrayBuffer());
  const digest = await crypto.subtle.digest('SHA-256', fromBase64Url(body));
  const info = bound(
    'Parley direct message, version 1',
    context.messageId,
    context.senderId,
    context.senderKey,
    context.recipientId,
    context.ephemeralKey,
    context.accountId,
    context.deviceKey,
    toBase64Url(new Uint8Array(digest)),
  );
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
