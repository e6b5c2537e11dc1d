import * as z from 'zod/mini';
import { PeerName } from '../peer.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

/** Somebody without an account, as their browser's signed cookie has them. */
export const Guest = z.strictObject({ name: PeerName });
export type Guest = z.infer<typeof Guest>;

export const guestEndpoints = {
  'PUT /guest': {
    access: 'anybody',
    summary: 'Be known as a guest by this name, in a cookie. Not for somebody who is signed in.',
    body: Guest,
    reply: Guest,
  },
  'DELETE /guest': {
    access: 'anybody',
    summary: 'Be known as nobody again.',
  },
} as const satisfies Record<EndpointKey, Endpoint>;
