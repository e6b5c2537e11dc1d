import { ParleyError } from '@parley/protocol/errors';
import type { Account, AccountRepository, Picture } from '../storage/AccountRepository.ts';
import type { SuspensionRepository } from '../storage/SuspensionRepository.ts';
import { Gate } from './Gate.ts';
import type { Sessions } from './Sessions.ts';

type Setup = {
  accounts: AccountRepository;
  suspensions: SuspensionRepository;
  sessions: Pick<Sessions, 'endAll' | 'tellEnded'>;
  now: () => number;
  newId: () => string;
};

/** As an operator sees it. */
type ManagedAccount = Account & {
  /** Epoch ms; null for whoever is not suspended. */
  suspendedAt: number | null;
};

/** The people who have an account, and what others see of them. */
export class Accounts {
  readonly #accounts: AccountRepository;
  readonly #suspensions: SuspensionRepository;
  readonly #sessions: Setup['sessions'];
  readonly #now: () => number;
  readonly #newId: () => string;
  readonly #listeners = new Set<(accountId: string) => void>();
  /** Two operators who suspend each other at once would leave none. */
  readonly #suspending = new Gate(1, 100);
  readonly #beforeRemoval = new Set<(accountId: string) => Promise<void>>();
  readonly #removed = new Set<() => void>();

  constructor({ accounts, suspensions, sessions, now, newId }: Setup) {
    this.#accounts = accounts;
    this.#suspensions = suspensions;
    this.#sessions = sessions;
    this.#now = now;
    this.#newId = newId;
  }

  find(accountId: string): Promise<Account | undefined> {
    return this.#accounts.find(accountId);
  }

  findByName(name: string): Promise<Account | undefined> {
    return this.#accounts.findByName(name);
  }

  /** By name, after `after`. */
  async page(options: { after?: string | undefined; limit: number }): Promise<ManagedAccount[]> {
    const accounts = await this.#accounts.page(options);
    const since = await this.#suspensions.of(accounts.map(({ accountId }) => accountId));
    return accounts.map((account) => ({
      ...account,
      suspendedAt: since.get(account.accountId) ?? null,
    }));
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

  /**
   * Nobody comes in with it until it is lifted, nobody finds its owner, and all that is open in it closes. Nothing that
   * belongs to it is lost.
   *
   * @throws {ParleyError} `not-found`; `conflict` for the last operator
   */
  async setSuspended(accountId: string, isSuspended: boolean): Promise<ManagedAccount> {
    await this.#suspending.pass(async () => {
      if (isSuspended) {
        this.#sessions.tellEnded(await this.#suspensions.add(accountId, this.#now()));
      } else await this.#suspensions.lift(accountId);
    });
    this.#tell(accountId);
    const account = assertFound(await this.#accounts.find(accountId));
    const since = await this.#suspensions.of([accountId]);
    return { ...account, suspendedAt: since.get(accountId) ?? null };
  }

  /** Takes away an account and everything that belongs to it. */
  async remove(accountId: string): Promise<void> {
    await this.#sessions.endAll(accountId);
    for (const listener of this.#beforeRemoval) await listener(accountId);
    await this.#accounts.remove(accountId);
    for (const listener of this.#removed) listener();
    this.#tell(accountId);
  }

  /** What belongs to an account, and goes before it does; when that fails, the account stays. */
  beforeRemoval(listener: (accountId: string) => Promise<void>): void {
    this.#beforeRemoval.add(listener);
  }

  /** One is gone, with all that belonged to it. */
  onRemoved(listener: () => void): void {
    this.#removed.add(listener);
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
