import { toAccountName } from '@parley/protocol/account';
import type { passkeyEndpoints } from '@parley/protocol/api/passkeys';
import type { FastifyRequest } from 'fastify';
import type { Cookies } from '../../../accounts/Cookies.ts';
import { describePasskey } from '../../../accounts/exportAccount.ts';
import type { Passkeys } from '../../../accounts/passkeys/Passkeys.ts';
import type { Site } from '../../../accounts/passkeys/webAuthn.ts';
import { originOf } from '../../originOf.ts';
import { type ApiTopic, done } from '../ApiHandlers.ts';
import { clientIn, entryCookies } from '../clients.ts';

type Setup = {
  passkeys: Passkeys;
  cookies: Cookies;
  /** How people reach this server, if it knows. */
  publicUrl: string | undefined;
};

export function passkeyHandlers({
  passkeys,
  cookies,
  publicUrl,
}: Setup): ApiTopic<typeof passkeyEndpoints> {
  // Whatever `Host` says when nobody told us: a passkey signs the page's own origin, and fits one host.
  const siteOf = (request: FastifyRequest): Site => {
    const origin = originOf(request, publicUrl);
    return { origin, host: new URL(origin).hostname };
  };

  return {
    'GET /account/passkeys': async (_asked, { account }) => ({
      reply: { passkeys: (await passkeys.of(account.accountId)).map(describePasskey) },
    }),

    'POST /account/passkeys/options': async ({ body, request }, by) => {
      const client = clientIn(request, by, cookies);
      const asked = await passkeys.askForNew(by, body.password, client, siteOf(request));
      return {
        reply: { options: { ...asked.options } },
        headers: { 'set-cookie': cookies.challenge(asked.mark) },
      };
    },

    'POST /account/passkeys': async ({ body, request }, by) => {
      const mark = cookies.challengeMark(request.headers);
      const passkey = await passkeys.add(by, body, mark, siteOf(request));
      return {
        reply: describePasskey(passkey),
        headers: { 'set-cookie': cookies.noChallenge() },
      };
    },

    'PATCH /account/passkeys/:passkeyId': async ({ params, body }, by) => {
      await passkeys.rename(by, params.passkeyId, body.name);
      return done;
    },

    'POST /account/passkeys/:passkeyId/remove': async ({ params, body, request }, by) => {
      await passkeys.remove(by, params.passkeyId, body.password, clientIn(request, by, cookies));
      return done;
    },

    'POST /session/passkey/options': async ({ request }) => {
      const asked = passkeys.askForSignIn(siteOf(request));
      return {
        reply: { options: { ...asked.options } },
        headers: { 'set-cookie': cookies.challenge(asked.mark) },
      };
    },

    'POST /session/passkey': async ({ body, request }, caller) => {
      const { credential, name } = body;
      const entered = await passkeys.signIn(
        { credential, wanted: name === undefined ? undefined : toAccountName(name) },
        cookies.challengeMark(request.headers),
        siteOf(request),
        clientIn(request, caller, cookies),
      );
      return {
        reply: entered.account,
        headers: { 'set-cookie': [...entryCookies(entered, cookies), cookies.noChallenge()] },
      };
    },
  };
}
