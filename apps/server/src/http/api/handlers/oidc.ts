import type { oidcEndpoints } from '@parley/protocol/api/oidc';
import type { Authentication } from '../../../accounts/Authentication.ts';
import type { Cookies } from '../../../accounts/Cookies.ts';
import { describeIdentity } from '../../../accounts/exportAccount.ts';
import type { Oidc } from '../../../accounts/oidc/Oidc.ts';
import { redirectUriOf } from '../../addOidcCallback.ts';
import { type ApiTopic, done } from '../ApiHandlers.ts';
import { clientIn } from '../clients.ts';

type Setup = {
  oidc: Oidc;
  authentication: Pick<Authentication, 'hasPassword'>;
  cookies: Cookies;
  /** How people reach this server, if it knows. */
  publicUrl: string | undefined;
};

export function oidcHandlers({
  oidc,
  authentication,
  cookies,
  publicUrl,
}: Setup): ApiTopic<typeof oidcEndpoints> {
  const departure = ({ url, mark }: { url: string; mark: string }) => ({
    reply: { url },
    headers: { 'set-cookie': cookies.oidc(mark) },
  });

  return {
    'POST /session/oidc': async ({ body, request }) =>
      departure(await oidc.begin({ kind: 'sign-in', ...body }, redirectUriOf(request, publicUrl))),

    'GET /account/identities': async (_asked, { account }) => ({
      reply: {
        identities: (await oidc.of(account.accountId)).map(describeIdentity),
        hasPassword: await authentication.hasPassword(account),
      },
    }),

    'POST /account/identities': async ({ body, request }, by) => {
      const client = clientIn(request, by, cookies);
      const redirectUri = redirectUriOf(request, publicUrl);
      return departure(await oidc.beginLink(by, body.password, client, redirectUri));
    },

    'POST /account/identities/:identityId/remove': async ({ params, body, request }, by) => {
      const client = clientIn(request, by, cookies);
      await oidc.unlink(by, params.identityId, body.password, client);
      return done;
    },
  };
}
