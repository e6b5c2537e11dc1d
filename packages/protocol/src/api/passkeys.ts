import * as z from 'zod/mini';
import { OwnAccount, PasswordAttempt } from '../account.ts';
import { OpaqueId, Timestamp } from '../ids.ts';
import { toOneLine } from '../oneLine.ts';
import { PEOPLE_LIMITS } from '../people/limits.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

/** What its owner calls a passkey: one line. */
export const PasskeyName = z.string().check(
  // Code points come in up to two UTF-16 units; this bounds the work of the check below.
  z.maxLength(PEOPLE_LIMITS.passkeyNameLength * 2),
  z.refine(
    (name) => toOneLine(name, PEOPLE_LIMITS.passkeyNameLength) === name,
    'must be one line of text',
  ),
);

/** A passkey as its owner sees it. */
export const Passkey = z.strictObject({
  passkeyId: OpaqueId,
  name: PasskeyName,
  createdAt: Timestamp,
  /** Null until somebody has signed in with it. */
  lastUsedAt: z.nullable(Timestamp),
  /** Whether its keychain has it on more than one device. */
  isSynced: z.boolean(),
});
export type Passkey = z.infer<typeof Passkey>;

/**
 * What the browser is asked (`PublicKeyCredentialCreationOptionsJSON`, `…RequestOptionsJSON`), and what it
 * answers (`RegistrationResponseJSON`, `AuthenticationResponseJSON`) in W3C Web Authentication, level 3. It
 * passes through here unread; the browser and the server check it.
 */
const WebAuthnJson = z.record(z.string(), z.unknown());

const AboutPasskey = z.strictObject({ passkeyId: OpaqueId });
const Confirmation = z.strictObject({ password: PasswordAttempt });
const Options = z.strictObject({ options: WebAuthnJson });

export const passkeyEndpoints = {
  'GET /account/passkeys': {
    access: 'signed-in',
    summary: 'The passkeys of the one who asks.',
    reply: z.strictObject({ passkeys: z.array(Passkey) }),
  },
  'POST /account/passkeys/options': {
    access: 'signed-in',
    summary: 'What a browser needs to make a passkey. Its challenge is bound to a cookie.',
    body: Confirmation,
    reply: Options,
  },
  'POST /account/passkeys': {
    access: 'signed-in',
    summary: 'Keep the passkey that was made with those options.',
    body: z.strictObject({ name: PasskeyName, credential: WebAuthnJson }),
    reply: Passkey,
  },
  'PATCH /account/passkeys/:passkeyId': {
    access: 'signed-in',
    summary: 'Call a passkey something else.',
    params: AboutPasskey,
    body: z.strictObject({ name: PasskeyName }),
  },
  // Not DELETE: that needs a body here, and not everything on the way lets one through (RFC 9110, 9.3.5).
  'POST /account/passkeys/:passkeyId/remove': {
    access: 'signed-in',
    summary: 'Let nobody sign in with this passkey any more.',
    params: AboutPasskey,
    body: Confirmation,
  },
  'POST /session/passkey/options': {
    access: 'anybody',
    summary: 'What a browser needs to sign in with a passkey. Its challenge is bound to a cookie.',
    reply: Options,
  },
  'POST /session/passkey': {
    access: 'anybody',
    summary: 'Sign in with a passkey, by those options. The session comes as a cookie.',
    body: z.strictObject({
      credential: WebAuthnJson,
      /** Whose passkey it has to be; anybody's without it. */
      name: z.optional(z.string().check(z.maxLength(200))),
    }),
    reply: OwnAccount,
  },
} as const satisfies Record<EndpointKey, Endpoint>;
