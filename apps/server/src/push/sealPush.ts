import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';

/** What a browser gives whoever may send it something (W3C Push API, `PushSubscription.toJSON`). */
export type PushKeys = {
  /** A point on P-256, uncompressed, base64url. */
  readonly p256dh: string;
  /** 16 bytes, base64url. */
  readonly auth: string;
};

/** More than any browser has to take in one record (RFC 8291, section 4). */
const RECORD_SIZE = 4096;
const TAG_BYTES = 16;
/** Ends the content of the last record; zeros may follow (RFC 8188, section 2). */
const END = 2;

type Chosen = { readonly salt: Buffer; readonly local: ECDH };

/**
 * Seals what a push service carries so that the browser alone can read it: `aes128gcm` of RFC 8188, with the
 * keys of RFC 8291.
 *
 * @param paddedTo in bytes; so that its length does not tell what is in it
 * @param chosen random, unless a test says otherwise
 * @throws {Error} when the browser's key is no point on the curve
 */
export function sealPush(
  content: Buffer,
  { p256dh, auth }: PushKeys,
  paddedTo: number,
  { salt, local }: Chosen = choose(),
): Buffer {
  const theirs = Buffer.from(p256dh, 'base64url');
  const ours = local.getPublicKey();
  const shared = local.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const secret = hkdf(shared, Buffer.from(auth, 'base64url'), info, 32);
  const key = hkdf(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = hkdf(secret, salt, 'Content-Encoding: nonce\0', 12);

  const padding = Buffer.alloc(Math.max(0, paddedTo - content.length));
  const cipher = createCipheriv('aes-128-gcm', key, nonce, { authTagLength: TAG_BYTES });
  const sealed = [cipher.update(Buffer.concat([content, Buffer.from([END]), padding])), cipher.final()];

  const recordSize = Buffer.alloc(4);
  recordSize.writeUInt32BE(RECORD_SIZE);
  return Buffer.concat([
    salt,
    recordSize,
    Buffer.from([ours.length]),
    ours,
    ...sealed,
    cipher.getAuthTag(),
  ]);
}

/** Whether something can be sealed for these keys. */
export function areGoodKeys(keys: PushKeys): boolean {
  try {
    sealPush(Buffer.alloc(0), keys, 0);
    return true;
  } catch {
    return false;
  }
}

function choose(): Chosen {
  const local = createECDH('prime256v1');
  local.generateKeys();
  return { salt: randomBytes(16), local };
}

function hkdf(secret: Buffer, salt: Buffer, info: Buffer | string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, bytes));
}
