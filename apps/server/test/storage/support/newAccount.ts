import type { NewAccount } from '../../../src/storage/AccountRepository.ts';

/** An account of that name; its id follows from it. */
export function newAccount(name: string, displayName = name): NewAccount {
  return {
    accountId: accountIdOf(name),
    name,
    displayName,
    isOperator: false,
    createdAt: 1_795_000_000_000,
    passwordHash: `hash of ${name}`,
  };
}

export function accountIdOf(name: string): string {
  return `account-${name}`;
}
