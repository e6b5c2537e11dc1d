import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The mark that a browser keeps in which somebody has signed in (OWASP, "device cookies"). It opens
 * nothing: a browser that has it is counted apart from strangers when passwords are tried.
 */
export class DeviceMarks {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  make(name: string): string {
    const nonce = randomBytes(16).toString('base64url');
    return `${nonce}.${this.#sign(name, nonce).toString('base64url')}`;
  }

  /** @returns which browser it is; undefined for a mark that was not made for this name */
  read(name: string, mark: string | undefined): string | undefined {
    const [nonce = '', signature = ''] = (mark ?? '').split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.#sign(name, nonce);
    return given.length === right.length && timingSafeEqual(given, right) ? nonce : undefined;
  }

  #sign(name: string, nonce: string): Buffer {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([name, nonce]))
      .digest();
  }
}
