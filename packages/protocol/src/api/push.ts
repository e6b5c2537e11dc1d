import * as z from 'zod/mini';
import { Person } from '../account.ts';
import { Timestamp } from '../ids.ts';
import { PEOPLE_LIMITS } from '../people/limits.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

const EndpointAddress = z.string().check(z.maxLength(PEOPLE_LIMITS.pushEndpointLength));

/** `PushSubscription.toJSON` of a browser (W3C Push API), without what nobody uses. */
export const PushSubscription = z.strictObject({
  endpoint: EndpointAddress,
  keys: z.strictObject({
    /** 65 bytes and 16, base64url. */
    p256dh: z.string().check(z.regex(/^[A-Za-z0-9_-]{87}$/)),
    auth: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)),
  }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** What is kept of one, as its owner takes it along. */
export const KeptPushSubscription = z.strictObject({ endpoint: EndpointAddress, createdAt: Timestamp });

/** What a notification says, sealed for the browser: who, and that they wrote, call, called in vain, or were answered elsewhere. */
export const PushNews = z.strictObject({
  kind: z.enum(['message', 'ring', 'missed', 'answered', 'declined']),
  from: Person,
});
export type PushNews = z.infer<typeof PushNews>;

export const pushEndpoints = {
  'GET /account/push': {
    access: 'signed-in',
    summary: 'Whether the session that asks gets notifications, and the key to subscribe with.',
    reply: z.strictObject({
      isOn: z.boolean(),
      /** Of this server (RFC 8292), base64url; null where it sends none. */
      publicKey: z.nullable(z.string()),
    }),
  },
  'PUT /account/push': {
    access: 'signed-in',
    summary: 'Send notifications for the session that asks to its browser.',
    body: PushSubscription,
  },
  'DELETE /account/push': {
    access: 'signed-in',
    summary: 'Send the session that asks no more notifications.',
  },
} as const satisfies Record<EndpointKey, Endpoint>;
