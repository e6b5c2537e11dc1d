import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

type Key = { id: string; privateKey: KeyObject; publicKey: KeyObject; userHandle: string; host: string };

/** What a browser or its person may do otherwise than they should. */
type Wrong = {
  origin?: string;
  challenge?: string;
  host?: string;
  isVerified?: boolean;
  key?: Key;
};

// biome-ignore lint/suspicious/noExplicitAny: as it came from the server, and as a page would use it.
type Options = any;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/**
 * A browser's side of W3C Web Authentication, level 3, with an authenticator in software: it makes ES256 keys
 * and signs with them as the options say, attests to nothing, and counts.
 */
export class Authenticator {
  readonly origin: string;
  readonly keys: Key[] = [];
  counter = 0;

  /** @param origin of the page in which it is asked */
  constructor(origin: string) {
    this.origin = origin;
  }

  /** `navigator.credentials.create`, as JSON. */
  create({ rp, user, challenge, ...options }: Options, wrong: Wrong = {}): Record<string, unknown> {
    if (!options.pubKeyCredParams.some(({ alg }: { alg: number }) => alg === -7)) {
      throw new Error('ES256 is not wanted');
    }
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const id = randomBytes(16);
    const key = {
      id: id.toString('base64url'),
      privateKey,
      publicKey,
      userHandle: user.id,
      host: rp.id,
    };
    this.keys.push(key);
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose(publicKey)]);
    const authData = Buffer.concat([this.#data(rp.id, 0x40, wrong), attested]);
    // { "fmt": "none", "attStmt": {}, "authData": h'…' }
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      text('fmt'),
      text('none'),
      text('attStmt'),
      Buffer.from([0xa0]),
      text('authData'),
      bytes(authData),
    ]);
    return this.#answer(key.id, {
      clientDataJSON: this.#client('webauthn.create', challenge, wrong).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** `navigator.credentials.get`, as JSON: with the newest key that it has for the host. */
  get({ rpId, challenge }: Options, wrong: Wrong = {}): Record<string, unknown> {
    const key = wrong.key ?? this.keys.findLast(({ host }) => host === rpId);
    if (key === undefined) throw new Error(`there is no key for ${rpId}`);
    this.counter += 1;
    const authData = this.#data(rpId, 0, wrong);
    const clientData = this.#client('webauthn.get', challenge, wrong);
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), key.privateKey);
    return this.#answer(key.id, {
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: key.userHandle,
    });
  }

  #client(type: string, challenge: string, wrong: Wrong): Buffer {
    return Buffer.from(
      JSON.stringify({
        type,
        challenge: wrong.challenge ?? challenge,
        origin: wrong.origin ?? this.origin,
        crossOrigin: false,
      }),
    );
  }

  /** Flags: somebody is there (0x01), and is the one whose key it is (0x04). */
  #data(host: string, flags: number, { isVerified = true, ...wrong }: Wrong): Buffer {
    const all = flags | 0x01 | (isVerified ? 0x04 : 0);
    return Buffer.concat([sha256(wrong.host ?? host), Buffer.from([all]), uint32(this.counter)]);
  }

  #answer(id: string, response: Record<string, unknown>): Record<string, unknown> {
    return {
      id,
      rawId: id,
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      response,
    };
  }
}

/** { 1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y } (RFC 9053, 7.1) */
function cose(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
  const coordinate = (label: number, value: string) => [
    Buffer.from([label]),
    bytes(Buffer.from(value, 'base64url')),
  ];
  return Buffer.concat([head, ...coordinate(0x21, x), ...coordinate(0x22, y)]);
}

/** A text of less than 24 bytes in CBOR (RFC 8949). */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}

/** A byte string of 24 to 255 bytes in CBOR. */
function bytes(value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x58, value.length]), value]);
}
