import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { type Bytes, bound, fromBase64Url, toBase64Url } from '../crypto/bytes.ts';

/** Whose it is, and which: with another of these the same secret opens nothing. */
export type ArchiveName = { readonly accountId: string; readonly archiveId: string };

const LENGTH_BYTES = 4;
const IV_BYTES = 12;

/** The most that fits into an archive, in bytes. */
export const ARCHIVE_BYTES = PEOPLE_LIMITS.archiveParts * PEOPLE_LIMITS.archivePartBytes - LENGTH_BYTES;

/**
 * Seals what is packed in parts of one length, the last of them filled up: from outside one sees how many
 * there are, and no more.
 *
 * @param secret made for this archive alone
 * @throws {RangeError} when it is more than `ARCHIVE_BYTES`
 */
export async function sealArchive(packed: Bytes, secret: Bytes, name: ArchiveName): Promise<string[]> {
  if (packed.length > ARCHIVE_BYTES) throw new RangeError('This is too much for an archive.');
  const parts = Math.ceil((LENGTH_BYTES + packed.length) / PEOPLE_LIMITS.archivePartBytes);
  const plain = new Uint8Array(parts * PEOPLE_LIMITS.archivePartBytes);
  new DataView(plain.buffer).setUint32(0, packed.length);
  plain.set(packed, LENGTH_BYTES);
  const key = await archiveKey(secret, name);
  return Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      const start = part * PEOPLE_LIMITS.archivePartBytes;
      const slice = plain.slice(start, start + PEOPLE_LIMITS.archivePartBytes);
      const sealed = await crypto.subtle.encrypt(sealOf(part, parts), key, slice);
      return toBase64Url(new Uint8Array(sealed));
    }),
  );
}

/**
 * @param bodies all parts, in order
 * @throws {Error} when they were not sealed with this secret, under this name, just as they are
 */
export async function openArchive(
  bodies: readonly string[],
  secret: Bytes,
  name: ArchiveName,
): Promise<Bytes> {
  const key = await archiveKey(secret, name);
  const slices = await Promise.all(
    bodies.map((body, part) =>
      crypto.subtle.decrypt(sealOf(part, bodies.length), key, fromBase64Url(body)),
    ),
  );
  const plain = new Uint8Array(await new Blob(slices).arrayBuffer());
  const length = new DataView(plain.buffer).getUint32(0);
  return plain.slice(LENGTH_BYTES, LENGTH_BYTES + length);
}

/** Each part has an IV of its own, and its place and their number are sealed with it. */
function sealOf(part: number, parts: number): AesGcmParams {
  const iv = new Uint8Array(IV_BYTES);
  new DataView(iv.buffer).setUint32(0, part);
  return { name: 'AES-GCM', iv, additionalData: bound(String(part), String(parts)) };
}

/** HKDF (RFC 5869) and nothing slower: nobody can try out 128 random bits. */
async function archiveKey(secret: Bytes, { accountId, archiveId }: ArchiveName): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const info = bound('Parley archive of messages, version 1', accountId, archiveId);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
