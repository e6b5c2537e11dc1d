import { createECDH, createHmac, createPrivateKey, type KeyObject, sign } from 'node:crypto';

/** The order of P-256 (FIPS 186-4, D.1.2.3): private keys are below it. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const KEY_BYTES = 32;
/** A day is the longest that push services take (RFC 8292, section 2). */
const GOOD_FOR_S = 12 * 3_600;

/** As whom this server sends to push services (RFC 8292). The same after every restart. */
export class Vapid {
  /** What browsers are told, so that nobody else can send to them: a point, uncompressed, base64url. */
  readonly publicKey: string;
  readonly #key: KeyObject;
  readonly #secret: Buffer;
  readonly #contact: string | undefined;
  readonly #now: () => number;

  /**
   * @param secret 32 random bytes
   * @param contact `mailto:` or `https:`, where the people of push services reach the operator
   */
  constructor(secret: Buffer, contact: string | undefined, now: () => number) {
    this.#secret = secret;
    this.#contact = contact;
    this.#now = now;
    const scalar = (BigInt(`0x${secret.toString('hex')}`) % (ORDER - 1n)) + 1n;
    const d = Buffer.from(scalar.toString(16).padStart(KEY_BYTES * 2, '0'), 'hex');
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(d);
    const point = pair.getPublicKey();
    this.publicKey = point.toString('base64url');
    const text = (bytes: Buffer) => bytes.toString('base64url');
    const [x, y] = [text(point.subarray(1, 1 + KEY_BYTES)), text(point.subarray(1 + KEY_BYTES))];
    const jwk = { kty: 'EC', crv: 'P-256', d: text(d), x, y };
    this.#key = createPrivateKey({ key: jwk, format: 'jwk' });
  }

  /** @returns `Authorization` for one push service */
  authorization(endpoint: URL): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      aud: endpoint.origin,
      exp: Math.floor(this.#now() / 1000) + GOOD_FOR_S,
      ...(this.#contact !== undefined && { sub: this.#contact }),
    };
    const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: this.#key, dsaEncoding: 'ieee-p1363' });
    return `vapid t=${signed}.${signature.toString('base64url')}, k=${this.publicKey}`;
  }

  /** The same for the same two and the same kind of news, and nothing to anybody else (RFC 8030, 5.4). */
  topic(...about: readonly string[]): string {
    return createHmac('sha256', this.#secret).update(about.join(' ')).digest('base64url').slice(0, 32);
  }
}
