import type { ClientAuth, Configuration } from 'openid-client';
import { OidcRefused } from './OidcRefused.ts';
import type { Claims } from './proposeNames.ts';
import type { RoundSecrets } from './Rounds.ts';

/** What the operator has set. */
export type OidcSettings = {
  /** As the provider writes it in what it signs. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people call the provider. */
  name: string;
};

/** Who came back from the provider. */
export type OidcPerson = { issuer: string; subject: string; claims: Claims };

/** A provider that does not answer keeps nobody waiting longer than this, in seconds. */
const PATIENCE_S = 10;
/** What a provider says of itself is asked for again after this, in milliseconds. */
const DISCOVERY_MS = 3_600_000;
/** OpenID Connect Core 1.0, 2. */
const SUBJECT_LENGTH = 255;

/** Most servers have no provider, and need none of it. */
const load = () => import('openid-client');
type Library = Awaited<ReturnType<typeof load>>;

/** Asks one provider by OpenID Connect Core 1.0: the authorization code flow with PKCE. */
export class OidcClient {
  readonly #settings: OidcSettings;
  readonly #now: () => number;
  #known: { configuration: Configuration; until: number } | undefined;

  constructor(settings: OidcSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  /** @throws {OidcRefused} `unreachable` */
  async address({ state, nonce, codeVerifier }: RoundSecrets, redirectUri: string): Promise<string> {
    const library = await load();
    const configuration = await this.#discover(library);
    const url = library.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      state,
      nonce,
      code_challenge: await library.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
    return url.href;
  }

  /**
   * @param arrived the address to which the provider has sent the browser
   * @throws {OidcRefused} when the provider lets nobody in, its answer is not right, or it is away
   */
  async redeem(arrived: URL, { state, nonce, codeVerifier }: RoundSecrets): Promise<OidcPerson> {
    const library = await load();
    const configuration = await this.#discover(library);
    try {
      const tokens = await library.authorizationCodeGrant(configuration, arrived, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined || !isSubject(claims.sub)) throw new OidcRefused('answer');
      const { iss, sub } = claims;
      const more = await this.#moreClaims(library, configuration, tokens.access_token, sub);
      return { issuer: iss, subject: sub, claims: { ...more, ...claims } };
    } catch (error) {
      throw error instanceof OidcRefused ? error : new OidcRefused(reasonOf(error, library), error);
    }
  }

  /** Many providers keep names out of what they sign. They are proposals: it goes without. */
  async #moreClaims(
    { fetchUserInfo }: Library,
    configuration: Configuration,
    accessToken: string,
    subject: string,
  ): Promise<Claims> {
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
    return fetchUserInfo(configuration, accessToken, subject).catch(() => ({}));
  }

  async #discover(library: Library): Promise<Configuration> {
    if (this.#known !== undefined && this.#known.until > this.#now()) return this.#known.configuration;
    const { issuer, clientId, clientSecret } = this.#settings;
    const url = new URL(issuer);
    // The settings take such an address for this very machine alone.
    const isPlain = url.protocol === 'http:';
    try {
      const configuration = await library.discovery(
        url,
        clientId,
        {},
        authentication(library, clientSecret),
        {
          timeout: PATIENCE_S,
          // What is signed is checked as well, not only where it came from.
          execute: [
            library.enableNonRepudiationChecks,
            ...(isPlain ? [library.allowInsecureRequests] : []),
          ],
        },
      );
      this.#known = { configuration, until: this.#now() + DISCOVERY_MS };
      return configuration;
    } catch (error) {
      throw new OidcRefused('unreachable', error);
    }
  }
}

/** Basic, as it has to be taken (RFC 6749, 2.3.1), unless the provider says that it takes another form. */
function authentication(
  { ClientSecretBasic, ClientSecretPost }: Library,
  clientSecret: string,
): ClientAuth {
  const [basic, post] = [ClientSecretBasic(clientSecret), ClientSecretPost(clientSecret)];
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return taken.includes('client_secret_basic') ? basic(server, ...rest) : post(server, ...rest);
  };
}

/** Not every database takes every text. */
function isSubject(subject: string): boolean {
  return subject.length <= SUBJECT_LENGTH && /^[\x20-\x7e]+$/.test(subject);
}

function reasonOf(error: unknown, library: Library): 'cancelled' | 'unreachable' | 'answer' {
  if (error instanceof library.AuthorizationResponseError) {
    const isDown = ['temporarily_unavailable', 'server_error'].includes(error.error);
    return isDown ? 'unreachable' : 'cancelled';
  }
  if (error instanceof library.ResponseBodyError) return error.status >= 500 ? 'unreachable' : 'answer';
  const code = error instanceof library.ClientError ? error.code : undefined;
  // Without an answer `fetch` fails with a TypeError; the library passes that on, in `cause` or as it is.
  const isAway = error instanceof TypeError && code === undefined;
  return isAway || code === 'OAUTH_TIMEOUT' ? 'unreachable' : 'answer';
}
