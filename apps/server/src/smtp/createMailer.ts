import type { Mailer } from '../accounts/mail/Mailer.ts';

/** What the operator has set. `url` is `smtp://…`, which begins TLS where it is offered, or `smtps://…`. */
export type SmtpSettings = { url: string; from: string };

/** A mail server that does not answer keeps nobody waiting longer than this, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Mail over SMTP (RFC 5321). */
export function createMailer({ url, from }: SmtpSettings): Mailer {
  return {
    async send(mail) {
      // Most servers send none for days.
      const { createTransport } = await import('nodemailer');
      const transport = createTransport(
        {
          url,
          connectionTimeout: PATIENCE_MS,
          greetingTimeout: PATIENCE_MS,
          socketTimeout: PATIENCE_MS,
          disableFileAccess: true,
          disableUrlAccess: true,
        },
        { from },
      );
      try {
        await transport.sendMail(mail);
      } finally {
        transport.close();
      }
    },
  };
}
