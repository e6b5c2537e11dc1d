import type { OidcProvider, OidcRefusal } from '@parley/protocol/api/oidc';
import { ParleyError } from '@parley/protocol/errors';
import type { BaseLogger } from 'pino';
import { Limiter } from '../../Limiter.ts';
import type { Budget } from '../../rateLimits.ts';
import type { IdentityRepository, KeptIdentity } from '../../storage/IdentityRepository.ts';
import { NO_PASSWORD } from '../../storage/noPassword.ts';
import type { Authentication, Client, Entered } from '../Authentication.ts';
import type { SignedIn } from '../Sessions.ts';
import type { SignUp } from '../SignUp.ts';
import { OidcClient, type OidcPerson, type OidcSettings } from './OidcClient.ts';
import { OidcRefused } from './OidcRefused.ts';
import { proposeDisplayName, proposeNames } from './proposeNames.ts';
import { type Round, Rounds } from './Rounds.ts';

type Setup = {
  /** Undefined where the operator has set no provider. */
  settings: OidcSettings | undefined;
  identities: IdentityRepository;
  authentication: Pick<Authentication, 'confirm' | 'enter'>;
  signUp: Pick<SignUp, 'admit'>;
  /** Answers of the provider that let nobody in, from one address. */
  budget: Budget;
  now: () => number;
  newId: () => string;
  log: BaseLogger;
};

/** A browser that comes back from the provider. */
export type Arrival = {
  /** With what the provider has added to it. */
  url: URL;
  mark: string | undefined;
  /** Who is signed in in that browser. */
  by: SignedIn | undefined;
  client: Client;
};

/** Where it goes on, as whom, or why not. */
export type Arrived = { to: string; entered?: Entered; refusal?: OidcRefusal };

/** Where somebody goes on who brought nothing that says where. */
const ANY_PAGE = '/settings';

/** Signing in at a provider (OpenID Connect): whoever is known by issuer and subject, and by nothing else. */
export class Oidc {
  readonly #setup: Setup;
  readonly #client: OidcClient | undefined;
  readonly #limit: Limiter;
  readonly #rounds: Rounds;

  constructor(setup: Setup) {
    const { settings, budget, now } = setup;
    this.#setup = setup;
    this.#client = settings && new OidcClient(settings, now);
    this.#limit = new Limiter(budget);
    this.#rounds = new Rounds(now);
  }

  /** What people are shown; null where there is none. */
  get provider(): OidcProvider | null {
    const { settings } = this.#setup;
    return settings ? { name: settings.name } : null;
  }

  /** In the order in which they came. */
  of(accountId: string): Promise<KeptIdentity[]> {
    return this.#setup.identities.of(accountId);
  }

  /**
   * @param redirectUri where the provider sends the browser to
   * @throws {ParleyError} `unavailable` without a provider, or one that does not answer
   */
  async begin(round: Round, redirectUri: string): Promise<{ url: string; mark: string }> {
    const { secrets, mark } = this.#rounds.begin(round);
    try {
      return { url: await this.#provided().address(secrets, redirectUri), mark };
    } catch (error) {
      if (!(error instanceof OidcRefused)) throw error;
      this.#setup.log.warn({ err: error }, 'the provider of sign-in cannot be reached');
      throw new ParleyError('unavailable', 'The provider cannot be reached.', { reason: 'provider' });
    }
  }

  /**
   * As `begin`, for the account of somebody who is signed in.
   *
   * @param password once more: whoever finds an open tab does not have it
   * @throws {ParleyError} `forbidden` when it is wrong; `rate-limited`; `unavailable`
   */
  async beginLink(by: SignedIn, password: string, client: Client, redirectUri: string) {
    await this.#setup.authentication.confirm(by, password, client);
    return this.begin({ kind: 'link', to: ANY_PAGE, sessionId: by.sessionId }, redirectUri);
  }

  /**
   * @throws {ParleyError} `forbidden` when the password is wrong; `conflict` when nothing else lets its
   * owner in; `not-found`; `rate-limited`
   */
  async unlink(by: SignedIn, identityId: string, password: string, client: Client): Promise<void> {
    const { authentication, identities } = this.#setup;
    await authentication.confirm(by, password, client);
    if (!(await identities.unlink(by.account.accountId, identityId))) {
      throw new ParleyError('not-found', 'There is no such identity.');
    }
  }

  /** Never throws: whoever arrives is in front of a page, which has to say what became of it. */
  async arrive({ url, mark, by, client }: Arrival): Promise<Arrived> {
    const begun = this.#rounds.end(mark);
    const to = begun?.round.to ?? ANY_PAGE;
    try {
      await this.#limit.takeFrom(client.address, 1);
      if (begun === undefined) throw new OidcRefused('state');
      const { round, secrets } = begun;
      if (url.searchParams.get('state') !== secrets.state) throw new OidcRefused('state');
      const person = await this.#provided().redeem(url, secrets);
      const isLink = round.kind === 'link';
      const entered = await (isLink
        ? this.#link(round, person, by)
        : this.#signIn(round, person, client));
      await this.#limit.giveTo(client.address, 1);
      return { to, ...(entered && { entered }) };
    } catch (error) {
      const refusal = refusalOf(error);
      const isOurs = refusal === 'failed' || refusal === 'unreachable' || refusal === 'answer';
      this.#setup.log[isOurs ? 'warn' : 'info']({ err: error, refusal }, 'a sign-in was refused');
      return { to, refusal };
    }
  }

  async #link(
    { sessionId }: Extract<Round, { kind: 'link' }>,
    { issuer, subject }: OidcPerson,
    by: SignedIn | undefined,
  ): Promise<undefined> {
    if (by?.sessionId !== sessionId) throw new OidcRefused('session');
    const { identities } = this.#setup;
    try {
      await identities.link(this.#newIdentity(by.account.accountId, { issuer, subject }, null));
    } catch (error) {
      throw isConflict(error) ? new OidcRefused('taken', error) : error;
    }
  }

  async #signIn(
    { invitation }: Extract<Round, { kind: 'sign-in' }>,
    person: OidcPerson,
    client: Client,
  ): Promise<Entered> {
    const { identities, authentication, now } = this.#setup;
    const accountId =
      (await identities.use(person, now())) ?? (await this.#makeAccount(person, invitation, client));
    const entered = await authentication.enter(accountId, undefined, client);
    // Deleted in this very moment.
    if (entered === undefined) throw new OidcRefused('failed');
    return entered;
  }

  async #makeAccount(
    person: OidcPerson,
    invitation: string | undefined,
    client: Client,
  ): Promise<string> {
    const { identities, signUp, now, newId } = this.#setup;
    const usedUp = await signUp.admit(invitation, client);
    const accountId = newId();
    for (const name of proposeNames(person.claims)) {
      try {
        const { accountId: made } = await identities.create(
          {
            accountId,
            name,
            displayName: proposeDisplayName(person.claims),
            isOperator: false,
            createdAt: now(),
            passwordHash: NO_PASSWORD,
          },
          this.#newIdentity(accountId, person, now()),
          usedUp,
        );
        return made;
      } catch (error) {
        if (!isConflict(error)) throw error;
        // Either somebody has the name, or the same person came in another window meanwhile.
        const known = await identities.use(person, now());
        if (known !== undefined) return known;
      }
    }
    throw new OidcRefused('failed');
  }

  #newIdentity(
    accountId: string,
    { issuer, subject }: Pick<OidcPerson, 'issuer' | 'subject'>,
    lastUsedAt: number | null,
  ): KeptIdentity {
    const { newId, now } = this.#setup;
    return { identityId: newId(), accountId, issuer, subject, linkedAt: now(), lastUsedAt };
  }

  #provided(): OidcClient {
    if (this.#client !== undefined) return this.#client;
    throw new ParleyError('unavailable', 'This server knows no provider to sign in with.', {
      reason: 'no-provider',
    });
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof ParleyError && error.code === 'conflict';
}

function refusalOf(error: unknown): OidcRefusal {
  if (error instanceof OidcRefused) return error.reason;
  if (!(error instanceof ParleyError)) return 'failed';
  if (error.code === 'rate-limited') return 'rate-limited';
  if (error.code !== 'forbidden') return 'failed';
  const reason = error.details?.['reason'];
  return reason === 'sign-up-off' || reason === 'suspended' ? reason : 'invitation';
}
