import * as z from 'zod/mini';
import { Code, PasswordAttempt } from '../account.ts';
import { OpaqueId, Timestamp } from '../ids.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

/** The provider with whom people sign in here (OpenID Connect Core 1.0), as the operator calls it. */
export const OidcProvider = z.strictObject({ name: z.string().check(z.minLength(1)) });
export type OidcProvider = z.infer<typeof OidcProvider>;

/** Somebody whom a provider knows, linked with an account. */
export const Identity = z.strictObject({
  identityId: OpaqueId,
  issuer: z.string(),
  /** What the provider calls the person; it never becomes another's (OpenID Connect Core 1.0, 5.7). */
  subject: z.string(),
  linkedAt: Timestamp,
  /** Null until somebody has signed in with it. */
  lastUsedAt: z.nullable(Timestamp),
});
export type Identity = z.infer<typeof Identity>;

/**
 * Why somebody who comes back from the provider does not get in. It stands in the address of the page on
 * which they arrive, as `#oidc=…`.
 */
export const OIDC_REFUSALS = [
  /** Begun in another browser, too long ago, or answered already. */
  'state',
  /** The provider was asked to let nobody in: the person, or its rules, said no. */
  'cancelled',
  /** What the provider answered is not right, or not for here and now. */
  'answer',
  /** The provider could not be reached. */
  'unreachable',
  /** New here, and this server takes no new accounts. */
  'sign-up-off',
  /** New here, and without a good invitation. */
  'invitation',
  /** The operator has suspended this account. */
  'suspended',
  /** Already linked with another account, or this account with somebody else. */
  'taken',
  /** Nobody is signed in any more in the browser in which it was to be linked. */
  'session',
  /** Too often. */
  'rate-limited',
  /** This server could not do it right now. */
  'failed',
] as const;
export type OidcRefusal = (typeof OIDC_REFUSALS)[number];

/** A page of this server: a path in the form that its pages have. */
export const PagePath = z
  .string()
  .check(
    z.maxLength(100),
    z.regex(/^\/(?:[a-z0-9-]+(?:\/[a-z0-9-]+)*)?$/, 'must be a page of this server'),
  );

const Departure = z.strictObject({
  /** Where the browser goes to; at the provider. */
  url: z.url(),
});

export const oidcEndpoints = {
  'POST /session/oidc': {
    access: 'anybody',
    summary: 'Where to sign in at the provider. The way back is bound to a cookie.',
    body: z.strictObject({
      /** Where to go on afterwards. */
      to: PagePath,
      /** For somebody new, where this server takes people by invitation only. */
      invitation: z.optional(Code),
    }),
    reply: Departure,
  },
  'GET /account/identities': {
    access: 'signed-in',
    summary: 'With whom the one who asks signs in at a provider, and whether they have a password.',
    reply: z.strictObject({ identities: z.array(Identity), hasPassword: z.boolean() }),
  },
  'POST /account/identities': {
    access: 'signed-in',
    summary: 'Where to go at the provider to link the account with whoever signs in there.',
    body: z.strictObject({ password: PasswordAttempt }),
    reply: Departure,
  },
  // Not DELETE: that needs a body here, and not everything on the way lets one through (RFC 9110, 9.3.5).
  'POST /account/identities/:identityId/remove': {
    access: 'signed-in',
    summary: 'Let nobody sign in by this link any more.',
    params: z.strictObject({ identityId: OpaqueId }),
    body: z.strictObject({ password: PasswordAttempt }),
  },
} as const satisfies Record<EndpointKey, Endpoint>;
