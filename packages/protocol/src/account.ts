import * as z from 'zod/mini';
import { OpaqueId, Timestamp } from './ids.ts';
import { LIMITS } from './limits.ts';
import { PeerName } from './peer.ts';

export const AccountId = OpaqueId;
export type AccountId = z.infer<typeof AccountId>;

const ACCOUNT_NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])$/;

/** What a person signs in with: 3 to 32 of `a-z 0-9 . _ -`, with a letter or digit at both ends. */
export const AccountName = z
  .string()
  .check(
    z.minLength(LIMITS.accountNameMin),
    z.maxLength(LIMITS.accountNameMax),
    z.regex(ACCOUNT_NAME, 'must be letters from a to z, digits, dots, dashes or underscores'),
  );
export type AccountName = z.infer<typeof AccountName>;

/** Brings what a person typed nearer to the form of a sign-in name: no spaces around, small letters. */
export function toAccountName(typed: string): string {
  return typed.trim().toLowerCase();
}

/**
 * Long enough that guessing is hopeless, with no rule about which characters (NIST SP 800-63B). Lengths
 * are in UTF-16 units here; nobody's password is refused for the difference.
 */
export const Password = z
  .string()
  .check(z.minLength(LIMITS.passwordMin), z.maxLength(LIMITS.passwordMax));

/** A password that may be wrong: a short one is wrong, too, and not malformed. */
export const PasswordAttempt = z.string().check(z.maxLength(LIMITS.passwordMax));

/** Who may make an account: everybody, those with an invitation, or nobody. */
export const SIGN_UP_POLICIES = ['open', 'invitation', 'off'] as const;
export const SignUpPolicy = z.enum(SIGN_UP_POLICIES);
export type SignUpPolicy = z.infer<typeof SignUpPolicy>;

/** A small square, made by the browser. */
export const Picture = z.strictObject({
  mediaType: z.enum(['image/webp', 'image/jpeg', 'image/png']),
  /** Base64. */
  data: z.base64().check(z.minLength(1), z.maxLength(Math.ceil(LIMITS.pictureBytes / 3) * 4)),
});
export type Picture = z.infer<typeof Picture>;

/** An invitation or a reset code, as a person types it: case and dashes do not matter. */
export const Code = z.string().check(z.minLength(1), z.maxLength(64));

/** A person with an account, as everybody may see them. */
export const Person = z.strictObject({
  accountId: AccountId,
  name: AccountName,
  displayName: PeerName,
  /** For the address of the picture, which never changes under one version; null without a picture. */
  pictureVersion: z.nullable(OpaqueId),
});
export type Person = z.infer<typeof Person>;

/** An account as its owner sees it. */
export const OwnAccount = z.extend(Person, { isOperator: z.boolean(), createdAt: Timestamp });
export type OwnAccount = z.infer<typeof OwnAccount>;
