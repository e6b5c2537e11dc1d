import * as z from 'zod/mini';
import {
  AccountName,
  Code,
  OwnAccount,
  Password,
  PasswordAttempt,
  Picture,
  SignUpPolicy,
} from '../account.ts';
import { OwnFile } from '../file.ts';
import { OpaqueId, Timestamp } from '../ids.ts';
import { OwnRooms } from '../keptRoom.ts';
import { PeerName } from '../peer.ts';
import { Archive } from '../people/archives.ts';
import { PeopleSnapshot } from '../people/directory.ts';
import { Device, KeptMessage } from '../people/messages.ts';
import { MissedCall } from '../people/ringing.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';
import { Guest } from './guest.ts';
import { MailAddress } from './mail.ts';
import { Identity, OidcProvider } from './oidc.ts';
import { Passkey } from './passkeys.ts';
import { KeptPushSubscription } from './push.ts';

export const SignUpRequest = z.strictObject({
  name: AccountName,
  displayName: PeerName,
  password: Password,
  /** Where this server takes people by invitation only. */
  invitation: z.optional(Code),
});

export const SignInRequest = z.strictObject({
  /** Any text: one that cannot be a name is a wrong one. */
  name: z.string().check(z.maxLength(200)),
  password: PasswordAttempt,
  /** For programs: the answer holds the session's token, to be sent as a bearer token, and no cookie. */
  asToken: z.optional(z.boolean()),
});
export const SignInReply = z.strictObject({ account: OwnAccount, token: z.optional(z.string()) });

export const ResetRequest = z.strictObject({
  name: z.string().check(z.maxLength(200)),
  code: Code,
  password: Password,
});

/** Who asks, and how one gets an account here. */
export const SessionState = z.strictObject({
  account: z.nullable(OwnAccount),
  signUp: SignUpPolicy,
  /** As whom a browser that nobody is signed in in was here before; null when it is not known. */
  guest: z.nullable(Guest),
  /** Whether who forgot the password can have a code sent by mail. */
  hasMail: z.boolean(),
  /** With whom one can sign in here beside; null without one. */
  oidc: z.nullable(OidcProvider),
});
export type SessionState = z.infer<typeof SessionState>;

/** A browser or program in which somebody is signed in. */
export const SessionEntry = z.strictObject({
  sessionId: OpaqueId,
  /** As it named itself. */
  userAgent: z.string(),
  createdAt: Timestamp,
  /** To within ten minutes. */
  lastUsedAt: Timestamp,
  /** The one that asks. */
  isCurrent: z.boolean(),
});
export type SessionEntry = z.infer<typeof SessionEntry>;

/** All that is kept of a person. */
export const AccountExport = z.strictObject({
  exportedAt: Timestamp,
  account: OwnAccount,
  picture: z.nullable(z.strictObject({ mediaType: z.string(), data: z.base64() })),
  sessions: z.array(SessionEntry),
  passkeys: z.array(Passkey),
  identities: z.array(Identity),
  mailAddress: z.nullable(MailAddress),
  phoneBook: PeopleSnapshot,
  missedCalls: z.array(MissedCall),
  notifications: z.array(KeptPushSubscription),
  devices: z.array(Device),
  messages: z.array(KeptMessage),
  /** That there is one for another device of theirs; what is in it nobody here can read. */
  archive: z.nullable(Archive),
  keptRooms: OwnRooms,
  files: z.array(OwnFile),
});
export type AccountExport = z.infer<typeof AccountExport>;

export const accountEndpoints = {
  'POST /accounts': {
    access: 'anybody',
    summary: 'Make an account and sign in. The session comes as a cookie.',
    body: SignUpRequest,
    reply: OwnAccount,
  },
  'GET /session': {
    access: 'anybody',
    summary: 'Who asks, and how one gets an account here.',
    reply: SessionState,
  },
  'POST /session': {
    access: 'anybody',
    summary: 'Sign in. The session comes as a cookie or, when asked for, as a token.',
    body: SignInRequest,
    reply: SignInReply,
  },
  'DELETE /session': {
    access: 'anybody',
    summary: 'Sign out. Nothing happens to one who is not signed in.',
  },
  'GET /account': {
    access: 'signed-in',
    summary: 'The account of the one who asks.',
    reply: OwnAccount,
  },
  'PATCH /account': {
    access: 'signed-in',
    summary: 'Change what others see.',
    body: z.strictObject({ displayName: PeerName }),
    reply: OwnAccount,
  },
  'PUT /account/picture': {
    access: 'signed-in',
    summary: 'Set the picture: a small square, WebP, JPEG or PNG.',
    body: Picture,
    reply: OwnAccount,
  },
  'DELETE /account/picture': {
    access: 'signed-in',
    summary: 'Take the picture away.',
    reply: OwnAccount,
  },
  'PUT /account/password': {
    access: 'signed-in',
    summary: 'Set another password. All other sessions end.',
    body: z.strictObject({ current: PasswordAttempt, password: Password }),
  },
  'POST /account/reset': {
    access: 'anybody',
    summary: 'Set a password by a code that an operator gave out, and sign in. All other sessions end.',
    body: ResetRequest,
    reply: OwnAccount,
  },
  // Not DELETE: that needs a body here, and not everything on the way lets one through (RFC 9110, 9.3.5).
  'POST /account/close': {
    access: 'signed-in',
    summary: 'Delete the account and everything that belongs to it.',
    body: z.strictObject({ password: PasswordAttempt }),
  },
  'GET /account/export': {
    access: 'signed-in',
    summary: 'All that is kept of the one who asks.',
    reply: AccountExport,
  },
  'GET /account/sessions': {
    access: 'signed-in',
    summary: 'Where the one who asks is signed in, the last used first.',
    reply: z.strictObject({ sessions: z.array(SessionEntry) }),
  },
  'DELETE /account/sessions': {
    access: 'signed-in',
    summary: 'End all sessions but the one that asks.',
  },
  'DELETE /account/sessions/:sessionId': {
    access: 'signed-in',
    summary: 'End one session.',
    params: z.strictObject({ sessionId: OpaqueId }),
  },
} as const satisfies Record<EndpointKey, Endpoint>;
