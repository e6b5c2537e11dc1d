import { FILE_CHUNK_BYTES, FILE_TAG_BYTES } from '@parley/protocol/people/sealedFileLength';
import { type Bytes, fromBase64Url } from './bytes.ts';

const IV_BYTES = 12;
/** The number of a chunk, in four bytes, and whether it is the last one, in one; zeros are before it. */
const COUNTER_AT = IV_BYTES - 5;
const LAST_AT = IV_BYTES - 1;

/** A chunk as it is sealed, in bytes, but for the last one. */
export const SEALED_CHUNK_BYTES = FILE_CHUNK_BYTES + FILE_TAG_BYTES;

/**
 * The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-Encryption and its Nonce-Reuse
 * Misuse-Resistance", 2015): each chunk is sealed under its number and under whether it is the last one. None can be
 * left out, repeated or put in another's place, and nothing can be cut off or added. The key is for one file alone.
 */
export class FileStream {
  readonly #key: CryptoKey;
  #number = 0;

  private constructor(key: CryptoKey) {
    this.#key = key;
  }

  /** @param key 32 bytes, base64url */
  static async begin(key: string): Promise<FileStream> {
    const usages: KeyUsage[] = ['encrypt', 'decrypt'];
    const imported = await crypto.subtle.importKey('raw', fromBase64Url(key), 'AES-GCM', false, usages);
    return new FileStream(imported);
  }

  async seal(chunk: Bytes, isLast: boolean): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.encrypt(this.#next(isLast), this.#key, chunk));
  }

  /** @throws {Error} when it is not this chunk of this file, or not the last one although it should be, or so */
  async open(sealed: Bytes, isLast: boolean): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.decrypt(this.#next(isLast), this.#key, sealed));
  }

  #next(isLast: boolean): AesGcmParams {
    const iv = new Uint8Array(IV_BYTES);
    new DataView(iv.buffer).setUint32(COUNTER_AT, this.#number);
    iv[LAST_AT] = isLast ? 1 : 0;
    this.#number += 1;
    return { name: 'AES-GCM', iv };
  }
}
