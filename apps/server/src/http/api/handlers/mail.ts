import { toAccountName } from '@parley/protocol/account';
import type { mailEndpoints } from '@parley/protocol/api/mail';
import type { FastifyRequest } from 'fastify';
import type { Cookies } from '../../../accounts/Cookies.ts';
import type { AccountMail } from '../../../accounts/mail/AccountMail.ts';
import { mailLanguage } from '../../../accounts/mail/mailTexts.ts';
import { type ApiTopic, done } from '../ApiHandlers.ts';
import { clientIn } from '../clients.ts';

type Setup = { mail: AccountMail; cookies: Cookies };

export function mailHandlers({ mail, cookies }: Setup): ApiTopic<typeof mailEndpoints> {
  const languageOf = ({ headers }: FastifyRequest) => mailLanguage(headers['accept-language']);
  return {
    'GET /account/mail': async (_asked, { account }) => ({
      reply: { address: await mail.address(account.accountId) },
    }),

    'POST /account/mail': async ({ body, request }, by) => {
      await mail.ask(by, body, clientIn(request, by, cookies), languageOf(request));
      return done;
    },

    'POST /account/mail/confirm': async ({ body }, by) => ({
      reply: { address: await mail.confirm(by, body.code) },
    }),

    'DELETE /account/mail': async (_asked, by) => {
      await mail.remove(by);
      return done;
    },

    'POST /account/reset-mail': async ({ body, request }, caller) => {
      const client = clientIn(request, caller, cookies);
      await mail.sendReset(toAccountName(body.name), client, languageOf(request));
      return done;
    },
  };
}
