/** As WebCrypto takes and gives them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** RFC 4648, section 5, without padding. */
export function toBase64Url(bytes: Bytes): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws {Error} when it is not base64url */
export function fromBase64Url(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
}

/** 128 random bits. */
export function randomId(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}

/** Texts in one form from which each of them can be told: nothing of one can pass for the next. */
export function bound(...texts: readonly string[]): Bytes {
  return new TextEncoder().encode(JSON.stringify(texts));
}
