import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** RFC 8489, section 5. */
const MAGIC_COOKIE = 0x2112_a442;
const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const HEADER_BYTES = 20;
const INTEGRITY_BYTES = 24;
const FINGERPRINT_BYTES = 8;
const FINGERPRINT_XOR = 0x5354_554e;

/** Attributes of RFC 8489 (18.3) and RFC 8445 (16.1). */
const USERNAME = 0x0006;
const MESSAGE_INTEGRITY = 0x0008;
const PRIORITY = 0x0024;
const USE_CANDIDATE = 0x0025;
const FINGERPRINT = 0x8028;
const ICE_CONTROLLING = 0x802a;

/** A host candidate's (RFC 8445, section 5.1.2.1). */
const HOST_PRIORITY = Buffer.from([0x7e, 0x7f, 0xff, 0xff]);

/** What one side of ICE is known by. */
export type IceCredentials = { readonly usernameFragment: string; readonly password: string };

/** An ICE connectivity check, and later consent to go on, of the side that decides (RFC 8445, 7.2.2; RFC 7675). */
export function bindingRequest(remote: IceCredentials, ownFragment: string): Buffer {
  const attributes = Buffer.concat([
    attribute(USERNAME, Buffer.from(`${remote.usernameFragment}:${ownFragment}`)),
    attribute(PRIORITY, HOST_PRIORITY),
    attribute(ICE_CONTROLLING, randomBytes(8)),
    attribute(USE_CANDIDATE, Buffer.alloc(0)),
  ]);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(BINDING_REQUEST, 0);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  randomBytes(12).copy(header, 8);
  // Each of the two sums covers a header whose length counts up to the sum's own end.
  header.writeUInt16BE(attributes.length + INTEGRITY_BYTES, 2);
  const signed = Buffer.concat([header, attributes]);
  const integrity = createHmac('sha1', remote.password).update(signed).digest();
  const message = Buffer.concat([signed, attribute(MESSAGE_INTEGRITY, integrity)]);
  message.writeUInt16BE(attributes.length + INTEGRITY_BYTES + FINGERPRINT_BYTES, 2);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE((crc32(message) ^ FINGERPRINT_XOR) >>> 0);
  return Buffer.concat([message, attribute(FINGERPRINT, sum)]);
}

export function isBindingSuccess(message: Buffer): boolean {
  return message.length >= HEADER_BYTES && message.readUInt16BE(0) === BINDING_SUCCESS;
}

function attribute(type: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  padded.writeUInt16BE(type, 0);
  padded.writeUInt16BE(value.length, 2);
  value.copy(padded, 4);
  return padded;
}
