import * as z from 'zod/mini';
import { Code, PasswordAttempt } from '../account.ts';
import type { Endpoint, EndpointKey } from './Endpoint.ts';

/** Of somebody who wants a code when they forget the password (RFC 5321, 4.5.3.1). */
export const MailAddress = z.email().check(z.maxLength(254));

export const OwnMail = z.strictObject({ address: z.nullable(MailAddress) });
export type OwnMail = z.infer<typeof OwnMail>;

export const mailEndpoints = {
  'GET /account/mail': {
    access: 'signed-in',
    summary: 'The confirmed mail address of the one who asks.',
    reply: OwnMail,
  },
  'POST /account/mail': {
    access: 'signed-in',
    summary: 'Send a code to a mail address that is to be the account’s.',
    body: z.strictObject({ address: MailAddress, password: PasswordAttempt }),
  },
  'POST /account/mail/confirm': {
    access: 'signed-in',
    summary: 'Confirm the address by the code that was sent to it.',
    body: z.strictObject({ code: Code }),
    reply: OwnMail,
  },
  'DELETE /account/mail': {
    access: 'signed-in',
    summary: 'Have no mail address.',
  },
  'POST /account/reset-mail': {
    access: 'anybody',
    summary: 'Send a reset code to the mail address of an account. The answer is the same without one.',
    body: z.strictObject({ name: z.string().check(z.maxLength(200)) }),
  },
} as const satisfies Record<EndpointKey, Endpoint>;
