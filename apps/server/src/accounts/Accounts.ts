import { AccountName, type SignUpPolicy } from '@parley/protocol/account';
import { ParleyError } from '@parley/protocol/errors';
import type { RateLimits } from '../rateLimits.ts';
import type { Account, AccountRepository, Credentials, Picture } from '../storage/AccountRepository.ts';
import { NO_PASSWORD } from '../storage/noPassword.ts';
import type { PasswordRepository } from '../storage/PasswordRepository.ts';
import type { Repositories } from '../storage/Storage.ts';
import { Codes } from './Codes.ts';
import { DeviceMarks } from './DeviceMarks.ts';
import { isOutdated, Passwords } from './Passwords.ts';
import { Sessions, type SignedIn } from './Sessions.ts';
import { SignInLimits } from './SignInLimits.ts';
import { hashCode } from './secretCodes.ts';

export type AccountsSetup = {
  repositories: Pick<Repositories, 'accounts' | 'passwords' | 'sessions' | 'codes'>;
  signUpPolicy: SignUpPolicy;
  budgets: RateLimits['signIn'];
  /** Known to this deployment alone. */
  deviceKey: Buffer;
  now: () => number;
  newId: () => string;
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

type NewPerson = {
  name: string;
  displayName: string;
  password: string;
  invitation?: string | undefined;
};

/** The people who have an account: how they come in, and what they may change. */
export class Accounts {
  readonly sessions: Sessions;
  readonly codes: Codes;
  readonly signUpPolicy: SignUpPolicy;
  readonly #accounts: AccountRepository;
  readonly #stored: PasswordRepository;
  readonly #passwords = new Passwords();
  readonly #limits: SignInLimits;
  readonly #devices: DeviceMarks;
  readonly #now: () => number;
  readonly #newId: () => string;
  readonly #listeners = new Set<(accountId: string) => void>();
  readonly #beforeRemoval = new Set<(accountId: string) => Promise<void>>();

  constructor({ repositories, signUpPolicy, budgets, deviceKey, now, newId }: AccountsSetup) {
    const { accounts, passwords, sessions, codes } = repositories;
    this.sessions = new Sessions({ sessions, now, newId });
    this.codes = new Codes({ codes, now, newId });
    this.signUpPolicy = signUpPolicy;
    this.#accounts = accounts;
    this.#stored = passwords;
    this.#limits = new SignInLimits(budgets);
    this.#devices = new DeviceMarks(deviceKey);
    this.#now = now;
    this.#newId = newId;
  }

  /**
   * Makes an account and signs in.
   *
   * @throws {ParleyError} `forbidden` when that is not open to this person, with `details.reason`
   * `sign-up-off` or `invitation`; `conflict` when the name is taken; `rate-limited`
   */
  async signUp(person: NewPerson, client: Client): Promise<Entered> {
    const { name, displayName, password, invitation } = person;
    const usedUp = await this.admit(invitation, client);
    if (await this.#accounts.findByName(name)) throw new ParleyError('conflict', 'This name is taken.');
    const passwordHash = await this.#passwords.hash(password);
    const account = await this.#accounts.create(
      {
        accountId: this.#newId(),
        name,
        displayName,
        isOperator: false,
        createdAt: this.#now(),
        passwordHash,
      },
      usedUp,
    );
    const entered = await this.#enter(account, passwordHash, client);
    return assertRight(entered, 'The account or its password has changed meanwhile.');
  }

  /**
   * Whether somebody new may have an account. Asked for twice where an invitation is needed: here, before any
   * work; and for good when the account is made.
   *
   * @returns what is used up with it: the hash of the invitation, where one is needed
   * @throws {ParleyError} as `signUp`
   */
  async admit(invitation: string | undefined, client: Client): Promise<string | undefined> {
    if (this.signUpPolicy === 'off') {
      throw new ParleyError('forbidden', 'This server takes no new accounts.', {
        reason: 'sign-up-off',
      });
    }
    await this.#limits.takeSignUp(client.address);
    if (this.signUpPolicy === 'open') return undefined;
    if (invitation === undefined || !(await this.codes.isGood(invitation))) throw notInvited();
    return hashCode(invitation);
  }

  /** @throws {ParleyError} `unauthorized`, whichever of the two was wrong; `rate-limited` */
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
   * Sets a new password by a code that an operator gave out, and signs in. All other sessions end.
   *
   * @throws {ParleyError} `unauthorized`, whichever of the two was wrong; `rate-limited`
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
      this.sessions.tellEnded(ended);
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
    this.sessions.tellEnded(ended);
  }

  /** @throws {ParleyError} `forbidden` when the password is wrong; `rate-limited` */
  async close(by: SignedIn, password: string, client: Client): Promise<void> {
    await this.confirm(by, password, client);
    await this.remove(by.account.accountId);
  }

  /**
   * Lets somebody in who has shown in another way than by the password who they are.
   *
   * @param wanted the name of the one who has to come in; whoever it is without it
   * @returns undefined when there is no such account, or it is another one's
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

  /** Takes away an account and everything that belongs to it. */
  async remove(accountId: string): Promise<void> {
    await this.sessions.endAll(accountId);
    for (const listener of this.#beforeRemoval) await listener(accountId);
    await this.#accounts.remove(accountId);
    this.#tell(accountId);
  }

  /** What belongs to an account, and goes before it does; when that fails, the account stays. */
  beforeRemoval(listener: (accountId: string) => Promise<void>): void {
    this.#beforeRemoval.add(listener);
  }

  /** What others see of an account is another now, or there is no such account any more. */
  onChanged(listener: (accountId: string) => void): void {
    this.#listeners.add(listener);
  }

  find(accountId: string): Promise<Account | undefined> {
    return this.#accounts.find(accountId);
  }

  findByName(name: string): Promise<Account | undefined> {
    return this.#accounts.findByName(name);
  }

  /** Whether somebody can sign in with a password; not everybody whom a provider knows has one. */
  async hasPassword({ name }: Account): Promise<boolean> {
    const known = await this.#credentials(name);
    return known !== undefined && known.passwordHash !== NO_PASSWORD;
  }

  /** By name, after `after`. */
  page(options: { after?: string | undefined; limit: number }): Promise<Account[]> {
    return this.#accounts.page(options);
  }

  /** @throws {ParleyError} `not-found` */
  async setDisplayName(accountId: string, displayName: string): Promise<Account> {
    const account = assertFound(await this.#accounts.setDisplayName(accountId, displayName));
    this.#tell(accountId);
    return account;
  }

  /** @throws {ParleyError} `not-found` */
  async setOperator(accountId: string, isOperator: boolean): Promise<Account> {
    return assertFound(await this.#accounts.setOperator(accountId, isOperator));
  }

  /**
   * @param picture null takes it away
   * @throws {ParleyError} `not-found`
   */
  async setPicture(accountId: string, picture: Picture | null): Promise<Account> {
    await this.#accounts.setPicture(accountId, this.#newId(), picture);
    this.#tell(accountId);
    return assertFound(await this.#accounts.find(accountId));
  }

  picture(accountId: string): Promise<Picture | undefined> {
    return this.#accounts.picture(accountId);
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
      if (await this.sessions.isFresh(accountId, by.sessionId)) return stored;
      throw new ParleyError('forbidden', 'Sign in again first.', { reason: 'sign-in-again' });
    }
    const attempt = this.#attempt(name, client);
    const known = await this.#limits.guess(attempt, () => this.#verify(name, password));
    if (known === undefined) throw wrongPassword();
    return known;
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

  #tell(accountId: string): void {
    for (const listener of this.#listeners) listener(accountId);
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
    const session = await this.sessions.begin(account.accountId, hash, client.userAgent);
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

function notInvited(): ParleyError {
  return new ParleyError('forbidden', 'This server takes new accounts by invitation only.', {
    reason: 'invitation',
  });
}

function assertFound(account: Account | undefined): Account {
  if (account === undefined) throw new ParleyError('not-found', 'There is no such account.');
  return account;
}

function assertRight(entered: Entered | undefined, otherwise: string): Entered {
  if (entered === undefined) throw new ParleyError('unauthorized', otherwise);
  return entered;
}

function wrongPassword(): ParleyError {
  return new ParleyError('forbidden', 'The password is wrong.', { reason: 'password' });
}
