import { createHash, randomBytes } from 'node:crypto';

/** Without letters that are taken for another one (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** What a person can read out or type: 100 random bits, `7K2QX-…` four times. */
export function newCode(): string {
  const letters = Array.from(randomBytes(GROUPS * GROUP_LENGTH), (byte) => ALPHABET[byte % 32]);
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-');
}

/** What is kept of a code, however it was typed. */
export function hashCode(typed: string): string {
  const code = typed
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
  return hashToken(code);
}

/** 32 random bytes, which only their owner has. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** So many random bits need no salt and no slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
