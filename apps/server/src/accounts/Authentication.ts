import { AccountName } from '@parley/protocol/account';
import { ParleyError } from '@parley/protocol/errors';
import type { RateLimits } from '../rateLimits.ts';
import type { Account, AccountRepository, Credentials } from '../storage/AccountRepository.ts';
import { NO_PASSWORD } from '../storage/noPassword.ts';
import type { PasswordRepository } from '../storage/PasswordRepository.ts';
import { DeviceMarks } from './DeviceMarks.ts';
import { isOutdated, type Passwords } from './Passwords.ts';
import type { Sessions, SignedIn } from './Sessions.ts';
import { SignInLimits } from './SignInLimits.ts';
import { hashCode } from './secretCodes.ts';

type Setup = {
  accounts: AccountRepository;
  stored: PasswordRepository;
  passwords: Passwords;
  sessions: Sessions;
  budgets: RateLimits['signIn'];
  /** Known to this deployment alone. */
  deviceKey: Buffer;
  now: () => number;
};

/** Where somebody asks from. */
export type Client = {
  address: string;
  userAgent: string;
  /** From `Entered.deviceMark`, when that browser has one. */
  deviceMark: string | undefined;
};

/** Somebody who has just come in. */
export type Entered = SignedIn & {
  /** Of the session; known to nobody else. */
  token: string;
  /** For that browser to keep. */
  deviceMark: string;
};

/** How people show who they are, once and again. */
export class Authentication {
  readonly #accounts: AccountRepository;
  readonly #stored: PasswordRepository;
  readonly #passwords: Passwords;
  readonly #sessions: Sessions;
  readonly #limits: SignInLimits;
  readonly #devices: DeviceMarks;
  readonly #now: () => number;

  constructor({ accounts, stored, passwords, sessions, budgets, deviceKey, now }: Setup) {
    this.#accounts = accounts;
    this.#stored = stored;
    this.#passwords = passwords;
    this.#sessions = sessions;
    this.#limits = new SignInLimits(budgets);
    this.#devices = new DeviceMarks(deviceKey);
    this.#now = now;
  }

  /**
   * @throws {ParleyError} `unauthorized`, whichever of the two was wrong; `forbidden` with `details.reason` `suspended`,
   * for whoever got both right; `rate-limited`
   */
  async signIn(name: string, password: string, client: Client): Promise<Entered> {
    const entered = await this.#limits.guess(this.#attempt(name, client), async () => {
      for (;;) {
        const known = await this.#verify(name, password);
        if (known === undefined) return undefined;
        const entered = await this.#enter(known.account, await this.#renew(known, password), client);
        // Nobody enters by a hash that is another one by now. It may still be of the same password.
        if (entered !== undefined) return entered;
      }
    });
    return assertRight(entered, 'The name or the password is wrong.');
  }

  /**
   * Lets somebody in who has shown in another way than by the password who they are.
   *
   * @param wanted the name of the one who has to come in; whoever it is without it
   * @returns undefined when there is no such account, or it is another one's
   * @throws {ParleyError} `forbidden` when it is suspended
   */
  async enter(
    accountId: string,
    wanted: string | undefined,
    client: Client,
  ): Promise<Entered | undefined> {
    for (;;) {
      const name = (await this.#accounts.find(accountId))?.name;
      if (name === undefined || (wanted !== undefined && wanted !== name)) return undefined;
      const known = await this.#accounts.credentials(name);
      const entered = known && (await this.#enter(known.account, known.passwordHash, client));
      // The password has become another one meanwhile; that ends sessions, and keeps nobody out.
      if (entered !== undefined) return entered;
    }
  }

  /**
   * Sets a new password by a code that an operator gave out, and signs in. All other sessions end.
   *
   * @throws {ParleyError} `unauthorized`, whichever of the two was wrong; `forbidden` as in `signIn`; `rate-limited`
   */
  async reset(name: string, code: string, password: string, client: Client): Promise<Entered> {
    const entered = await this.#limits.reset(client.address, async () => {
      const known = await this.#credentials(name);
      // Before the code is used up, which this may outlast; and as much work for nobody's name.
      const passwordHash = await this.#passwords.hash(password);
      if (known === undefined) return undefined;
      const { account } = known;
      const attempt = { accountId: account.accountId, codeHash: hashCode(code), now: this.#now() };
      const ended = await this.#stored.reset(attempt, passwordHash);
      if (ended === undefined) return undefined;
      this.#sessions.tellEnded(ended);
      return this.#enter(account, passwordHash, client);
    });
    return assertRight(entered, 'The name or the code is wrong, or the code has expired.');
  }

  /**
   * All other sessions end, there and then, and a reset code is worth nothing any more.
   *
   * @throws {ParleyError} `forbidden` when `current` is wrong; `rate-limited`
   */
  async changePassword(by: SignedIn, current: string, next: string, client: Client): Promise<void> {
    const { accountId } = by.account;
    const { passwordHash: from } = await this.confirm(by, current, client);
    const to = await this.#passwords.hash(next);
    const ended = await this.#stored.change({ accountId, from, to }, by.sessionId);
    if (ended === undefined) throw wrongPassword();
    this.#sessions.tellEnded(ended);
  }

  /**
   * The password once more, for what cannot be undone: whoever finds an open tab does not have it. Of an
   * account without one, the session has to have begun just now.
   *
   * @throws {ParleyError} `forbidden` when it is wrong, with `details.reason` `password` or `sign-in-again`;
   * `rate-limited`
   */
  async confirm(by: SignedIn, password: string, client: Client): Promise<Credentials> {
    const { accountId, name } = by.account;
    const stored = await this.#credentials(name);
    if (stored?.passwordHash === NO_PASSWORD) {
      if (await this.#sessions.isFresh(accountId, by.sessionId)) return stored;
      throw new ParleyError('forbidden', 'Sign in again first.', { reason: 'sign-in-again' });
    }
    const attempt = this.#attempt(name, client);
    const known = await this.#limits.guess(attempt, () => this.#verify(name, password));
    if (known === undefined) throw wrongPassword();
    return known;
  }

  /** Whether somebody can sign in with a password; not everybody whom a provider knows has one. */
  async hasPassword({ name }: Account): Promise<boolean> {
    const known = await this.#credentials(name);
    return known !== undefined && known.passwordHash !== NO_PASSWORD;
  }

  /** @returns undefined when the name or the password is wrong; the work is the same */
  async #verify(name: string, password: string): Promise<Credentials | undefined> {
    const known = await this.#credentials(name);
    return (await this.#passwords.matches(password, known?.passwordHash)) ? known : undefined;
  }

  /** What can be nobody's name is not asked for: not every database takes every text. */
  async #credentials(name: string): Promise<Credentials | undefined> {
    return AccountName.safeParse(name).success ? this.#accounts.credentials(name) : undefined;
  }

  #attempt(name: string, { address, deviceMark }: Client) {
    return { name, address, device: this.#devices.read(name, deviceMark) };
  }

  /** @returns the hash that the password has now, unless somebody changed it meanwhile */
  async #renew({ account, passwordHash: from }: Credentials, password: string): Promise<string> {
    if (!isOutdated(from)) return from;
    const to = await this.#passwords.hash(password);
    await this.#stored.renew({ accountId: account.accountId, from, to });
    return to;
  }

  /** @returns undefined when the password with that hash is not the account's any more */
  async #enter(account: Account, hash: string, client: Client): Promise<Entered | undefined> {
    const session = await this.#sessions.begin(account.accountId, hash, client.userAgent);
    if (session === undefined) return undefined;
    const { deviceMark } = client;
    const isKnown = this.#devices.read(account.name, deviceMark) !== undefined;
    return {
      account,
      ...session,
      deviceMark: isKnown && deviceMark ? deviceMark : this.#devices.make(account.name),
    };
  }
}

function assertRight(entered: Entered | undefined, otherwise: string): Entered {
  if (entered === undefined) throw new ParleyError('unauthorized', otherwise);
  return entered;
}

function wrongPassword(): ParleyError {
  return new ParleyError('forbidden', 'The password is wrong.', { reason: 'password' });
}
