import { ParleyError } from '@parley/protocol/errors';
import { Limiter } from '../../Limiter.ts';
import type { Budget } from '../../rateLimits.ts';
import type { KeptPasskey, PasskeyRepository } from '../../storage/PasskeyRepository.ts';
import type { Authentication, Client, Entered } from '../Authentication.ts';
import { Challenges } from '../Challenges.ts';
import type { SignedIn } from '../Sessions.ts';
import {
  CHALLENGE_MS,
  claimOf,
  creationOptions,
  readNew,
  readUse,
  requestOptions,
  type Site,
  type Untrusted,
} from './webAuthn.ts';

type Setup = {
  passkeys: PasskeyRepository;
  authentication: Pick<Authentication, 'confirm' | 'enter'>;
  /** Wrong tries to sign in, from one address. */
  budget: Budget;
  now: () => number;
  newId: () => string;
};

/** What a browser is asked, and the mark that it brings back with the answer. */
type Asked = { options: object; mark: string };

const SIGN_IN = 'sign-in';
const adding = ({ sessionId }: SignedIn) => `add ${sessionId}`;

/** Passkeys beside passwords: whoever has one signs in without a name and without a secret to type. */
export class Passkeys {
  readonly #passkeys: PasskeyRepository;
  readonly #authentication: Setup['authentication'];
  readonly #limit: Limiter;
  readonly #challenges: Challenges;
  readonly #now: () => number;
  readonly #newId: () => string;

  constructor({ passkeys, authentication, budget, now, newId }: Setup) {
    this.#passkeys = passkeys;
    this.#authentication = authentication;
    this.#limit = new Limiter(budget);
    this.#challenges = new Challenges(CHALLENGE_MS, now);
    this.#now = now;
    this.#newId = newId;
  }

  /** In the order in which they came. */
  of(accountId: string): Promise<KeptPasskey[]> {
    return this.#passkeys.of(accountId);
  }

  /**
   * @param password once more: whoever finds an open tab does not have it
   * @throws {ParleyError} `forbidden` when it is wrong; `rate-limited`
   */
  async askForNew(by: SignedIn, password: string, client: Client, site: Site): Promise<Asked> {
    await this.#authentication.confirm(by, password, client);
    const { challenge, mark } = this.#challenges.issue(adding(by));
    const known = await this.#passkeys.of(by.account.accountId);
    return { options: await creationOptions(by.account, challenge, site, known), mark };
  }

  /** @throws {ParleyError} `bad-request` when it is not what was asked for; `full`; `conflict` */
  async add(
    by: SignedIn,
    { name, credential }: { name: string; credential: Untrusted },
    mark: string | undefined,
    site: Site,
  ): Promise<KeptPasskey> {
    const challenge = this.#challenges.use(adding(by), mark);
    const made = challenge && (await readNew(credential, challenge, site));
    if (!made) throw new ParleyError('bad-request', 'This passkey was not made for here and now.');
    const passkey: KeptPasskey = {
      ...made,
      passkeyId: this.#newId(),
      accountId: by.account.accountId,
      name,
      createdAt: this.#now(),
      lastUsedAt: null,
    };
    await this.#passkeys.add(passkey);
    return passkey;
  }

  /** @throws {ParleyError} `not-found` */
  async rename({ account }: SignedIn, passkeyId: string, name: string): Promise<void> {
    assertThere(await this.#passkeys.rename(account.accountId, passkeyId, name));
  }

  /**
   * @throws {ParleyError} `forbidden` when the password is wrong; `conflict` when nothing else lets its
   * owner in; `not-found`; `rate-limited`
   */
  async remove(by: SignedIn, passkeyId: string, password: string, client: Client): Promise<void> {
    await this.#authentication.confirm(by, password, client);
    assertThere(await this.#passkeys.remove(by.account.accountId, passkeyId));
  }

  askForSignIn(site: Site): Asked {
    const { challenge, mark } = this.#challenges.issue(SIGN_IN);
    return { options: requestOptions(challenge, site), mark };
  }

  /**
   * @param wanted the name of the one who has to come in, where it matters
   * @throws {ParleyError} `unauthorized`, whatever was wrong; `rate-limited`
   */
  async signIn(
    { credential, wanted }: { credential: Untrusted; wanted: string | undefined },
    mark: string | undefined,
    site: Site,
    client: Client,
  ): Promise<Entered> {
    await this.#limit.takeFrom(client.address, 1);
    const challenge = this.#challenges.use(SIGN_IN, mark);
    const accountId = challenge && (await this.#use(credential, challenge, site));
    const entered = accountId && (await this.#authentication.enter(accountId, wanted, client));
    if (!entered) throw new ParleyError('unauthorized', 'This passkey opens nothing here.');
    await this.#limit.giveTo(client.address, 1);
    return entered;
  }

  /** @returns whose it is; undefined when it is nobody's, or not used here and now */
  async #use(credential: Untrusted, challenge: string, site: Site): Promise<string | undefined> {
    const claim = claimOf(credential);
    // What can be nobody's is not asked for: not every database takes every text.
    if (claim === undefined || !/^[\w-]{1,1400}$/.test(claim.credentialId)) return undefined;
    const passkey = await this.#passkeys.find(claim.credentialId);
    if (passkey === undefined || passkey.accountId !== claim.accountId) return undefined;
    const use = await readUse(credential, passkey, challenge, site);
    if (use === undefined) return undefined;
    const { passkeyId, counter, accountId } = passkey;
    const isKept = await this.#passkeys.use({ ...use, passkeyId, counter, usedAt: this.#now() });
    return isKept ? accountId : undefined;
  }
}

function assertThere(isThere: boolean): void {
  if (!isThere) throw new ParleyError('not-found', 'There is no such passkey.');
}
