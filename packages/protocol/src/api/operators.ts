import * as z from 'zod/mini';
import { AccountId, AccountName, OwnAccount } from '../account.ts';
import { OpaqueId, Timestamp } from '../ids.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

/** As an operator sees it afterwards: the code itself is shown once. */
export const Invitation = z.strictObject({
  invitationId: OpaqueId,
  /** For whom, in the operator's words. */
  note: z.string(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  usedAt: z.nullable(Timestamp),
  /** The account that was made with it, unless it is gone. */
  usedBy: z.nullable(AccountId),
});
export type Invitation = z.infer<typeof Invitation>;

/** A person with an account, as operators see them. */
export const ManagedAccount = z.extend(OwnAccount, {
  /** Null for whoever is not suspended. */
  suspendedAt: z.nullable(Timestamp),
});
export type ManagedAccount = z.infer<typeof ManagedAccount>;

const params = z.strictObject({ accountId: AccountId });

export const operatorEndpoints = {
  'GET /accounts': {
    access: 'operator',
    summary: 'The people with an account, by name, a hundred at a time.',
    query: z.strictObject({ after: z.optional(AccountName) }),
    reply: z.strictObject({ accounts: z.array(ManagedAccount) }),
  },
  'PUT /accounts/:accountId/operator': {
    access: 'operator',
    summary: 'Make somebody an operator, or no longer.',
    params,
    body: z.strictObject({ isOperator: z.boolean() }),
    reply: OwnAccount,
  },
  'PUT /accounts/:accountId/suspension': {
    access: 'operator',
    summary:
      'Suspend an account, or no longer: nobody comes in with it or finds it, and nothing of it is lost. One’s own, and that of the last operator, is not suspended: `conflict`.',
    params,
    body: z.strictObject({ isSuspended: z.boolean() }),
    reply: ManagedAccount,
  },
  'DELETE /accounts/:accountId': {
    access: 'operator',
    summary:
      'Delete somebody’s account and all that belongs to it. One’s own is not deleted here: `conflict`.',
    params,
  },
  'POST /accounts/:accountId/reset-code': {
    access: 'operator',
    summary: 'A code with which somebody who forgot their password sets another one, within a day.',
    params,
    reply: z.strictObject({ code: z.string(), expiresAt: Timestamp }),
  },
  'GET /invitations': {
    access: 'operator',
    summary: 'The invitations, the newest first.',
    reply: z.strictObject({ invitations: z.array(Invitation) }),
  },
  'POST /invitations': {
    access: 'operator',
    summary: 'A code with which one person can make an account. It is told here and never again.',
    body: z.strictObject({
      note: z.optional(z.string().check(z.maxLength(200))),
      /** How long it is good. */
      forDays: z.optional(z.number().check(z.int(), z.gte(1), z.lte(365))),
    }),
    reply: z.strictObject({ invitation: Invitation, code: z.string() }),
  },
  'DELETE /invitations/:invitationId': {
    access: 'operator',
    summary: 'Take an invitation back.',
    params: z.strictObject({ invitationId: OpaqueId }),
  },
} as const satisfies Record<EndpointKey, Endpoint>;
