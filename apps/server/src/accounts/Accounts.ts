import { ParleyError } from '@parley/protocol/errors';
import type { Account, AccountRepository, Picture } from '../storage/AccountRepository.ts';
import type { Sessions } from './Sessions.ts';

type Setup = {
  accounts: AccountRepository;
  sessions: Pick<Sessions, 'endAll'>;
  newId: () => string;
};

/** The people who have an account, and what others see of them. */
export class Accounts {
  readonly #accounts: AccountRepository;
  readonly #sessions: Setup['sessions'];
  readonly #newId: () => string;
  readonly #listeners = new Set<(accountId: string) => void>();
  readonly #beforeRemoval = new Set<(accountId: string) => Promise<void>>();

  constructor({ accounts, sessions, newId }: Setup) {
    this.#accounts = accounts;
    this.#sessions = sessions;
    this.#newId = newId;
  }

  find(accountId: string): Promise<Account | undefined> {
    return this.#accounts.find(accountId);
  }

  findByName(name: string): Promise<Account | undefined> {
    return this.#accounts.findByName(name);
  }

  /** By name, after `after`. */
  page(options: { after?: string | undefined; limit: number }): Promise<Account[]> {
    return this.#accounts.page(options);
  }

  picture(accountId: string): Promise<Picture | undefined> {
    return this.#accounts.picture(accountId);
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

  /** Takes away an account and everything that belongs to it. */
  async remove(accountId: string): Promise<void> {
    await this.#sessions.endAll(accountId);
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

  #tell(accountId: string): void {
    for (const listener of this.#listeners) listener(accountId);
  }
}

function assertFound(account: Account | undefined): Account {
  if (account === undefined) throw new ParleyError('not-found', 'There is no such account.');
  return account;
}
