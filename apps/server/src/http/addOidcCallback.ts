import { API_PREFIX } from '@parley/protocol/api/prefix';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Cookies } from '../accounts/Cookies.ts';
import type { Oidc } from '../accounts/oidc/Oidc.ts';
import type { SignedIn } from '../accounts/Sessions.ts';
import type { Limiter } from '../Limiter.ts';
import type { AddressOf } from '../trustProxy.ts';
import { clientIn, entryCookies } from './api/clients.ts';
import { originOf } from './originOf.ts';

type Setup = {
  oidc: Oidc;
  cookies: Cookies;
  sessionOf: (request: FastifyRequest) => Promise<SignedIn | undefined>;
  publicUrl: string | undefined;
  addressOf: AddressOf;
  /** Of what an address may ask for below `/api/v1`. */
  limiter: Limiter;
};

const PATH = `${API_PREFIX}/session/oidc/callback`;

/** The address that the operator tells the provider. */
export function redirectUriOf(request: FastifyRequest, publicUrl: string | undefined): string {
  return originOf(request, publicUrl) + PATH;
}

/**
 * Where the provider sends browsers back to. Whoever arrives is a person with a page before them: every
 * refusal leads to one that says why, in `#oidc=…`, which no server gets to see.
 */
export function addOidcCallback(app: FastifyInstance, setup: Setup): void {
  const { oidc, cookies, sessionOf, publicUrl, addressOf, limiter } = setup;

  app.get(PATH, async (request, reply) => {
    const address = addressOf(request.raw);
    await limiter.takeFrom(address, 1);
    const url = new URL(redirectUriOf(request, publicUrl));
    url.search = new URL(request.url, url).search;
    const { to, entered, refusal } = await oidc.arrive({
      url,
      mark: cookies.oidcMark(request.headers),
      // Nobody, when it cannot be found out: whoever wanted a link is told to sign in.
      by: await sessionOf(request).catch(() => undefined),
      client: clientIn(request, { address }, cookies),
    });
    return reply
      .header('cache-control', 'no-store')
      .header('set-cookie', [cookies.noOidc(), ...(entered ? entryCookies(entered, cookies) : [])])
      .redirect(refusal === undefined ? to : `${to}#oidc=${refusal}`, 303);
  });
}
