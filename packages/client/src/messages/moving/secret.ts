import { type Bytes, fromBase64Url, toBase64Url } from '../crypto/bytes.ts';

const SECRET_BYTES = 16;
/** 128 bits in base64url. */
const IN_LINK = /[#&]move=([A-Za-z0-9_-]{22})(?:&|$)/;

/** 128 random bits, made for one archive: what opens it. The server never gets them. */
export function makeSecret(): Bytes {
  return crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
}

/**
 * A link that opens the phone book of a server and brings the messages in.
 *
 * @param origin such as `https://meet.example.org`
 */
export function moveLink(origin: string, secret: Bytes): string {
  // What is behind `#` a browser keeps to itself (RFC 9110, section 4.2.5).
  return `${origin}/people#move=${toBase64Url(secret)}`;
}

/** @returns undefined when there is none in it */
export function secretIn(link: string): Bytes | undefined {
  const found = IN_LINK.exec(link)?.[1];
  return found === undefined ? undefined : fromBase64Url(found);
}
