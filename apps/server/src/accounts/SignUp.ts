import type { SignUpPolicy } from '@parley/protocol/account';
import { ParleyError } from '@parley/protocol/errors';
import { Limiter } from '../Limiter.ts';
import type { RateLimits } from '../rateLimits.ts';
import type { AccountRepository } from '../storage/AccountRepository.ts';
import type { Authentication, Client, Entered } from './Authentication.ts';
import type { Codes } from './Codes.ts';
import type { Passwords } from './Passwords.ts';
import { hashCode } from './secretCodes.ts';

type Setup = {
  policy: SignUpPolicy;
  accounts: Pick<AccountRepository, 'create' | 'findByName'>;
  passwords: Passwords;
  codes: Pick<Codes, 'isGood'>;
  authentication: Pick<Authentication, 'enter'>;
  budget: RateLimits['signIn']['signUp'];
  now: () => number;
  newId: () => string;
};

type NewPerson = {
  name: string;
  displayName: string;
  password: string;
  invitation?: string | undefined;
};

/** How somebody gets an account: as the operator has it. */
export class SignUp {
  readonly policy: SignUpPolicy;
  readonly #setup: Setup;
  readonly #limiter: Limiter;

  constructor(setup: Setup) {
    this.policy = setup.policy;
    this.#setup = setup;
    this.#limiter = new Limiter(setup.budget);
  }

  /**
   * Makes an account and signs in.
   *
   * @throws {ParleyError} `forbidden` when that is not open to this person, with `details.reason`
   * `sign-up-off` or `invitation`; `conflict` when the name is taken; `rate-limited`
   */
  async signUp(person: NewPerson, client: Client): Promise<Entered> {
    const { accounts, passwords, authentication, now, newId } = this.#setup;
    const { name, displayName, password, invitation } = person;
    const usedUp = await this.admit(invitation, client);
    if (await accounts.findByName(name)) throw new ParleyError('conflict', 'This name is taken.');
    const passwordHash = await passwords.hash(password);
    const account = await accounts.create(
      {
        accountId: newId(),
        name,
        displayName,
        isOperator: false,
        createdAt: now(),
        passwordHash,
      },
      usedUp,
    );
    const entered = await authentication.enter(account.accountId, undefined, client);
    if (entered === undefined) throw new ParleyError('unauthorized', 'The account is gone again.');
    return entered;
  }

  /**
   * Whether somebody new may have an account. Asked for twice where an invitation is needed: here, before any
   * work; and for good when the account is made.
   *
   * @returns what is used up with it: the hash of the invitation, where one is needed
   * @throws {ParleyError} as `signUp`
   */
  async admit(invitation: string | undefined, client: Client): Promise<string | undefined> {
    if (this.policy === 'off') {
      throw new ParleyError('forbidden', 'This server takes no new accounts.', {
        reason: 'sign-up-off',
      });
    }
    await this.#limiter.takeFrom(client.address, 1);
    if (this.policy === 'open') return undefined;
    if (invitation === undefined || !(await this.#setup.codes.isGood(invitation))) throw notInvited();
    return hashCode(invitation);
  }
}

function notInvited(): ParleyError {
  return new ParleyError('forbidden', 'This server takes new accounts by invitation only.', {
    reason: 'invitation',
  });
}
