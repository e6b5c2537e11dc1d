import * as z from 'zod/mini';

/** Binary as text: RFC 4648, section 5, without padding. Lengths in characters. */
export const base64url = (minLength: number, maxLength: number) =>
  z.string().check(z.minLength(minLength), z.maxLength(maxLength), z.regex(/^[A-Za-z0-9_-]+$/));
