import type { Person } from '@parley/protocol/account';
import type { Account } from '../storage/AccountRepository.ts';

/** An account as those see it who belong to the same room. */
export function personOf({ accountId, name, displayName, pictureVersion }: Account): Person {
  return { accountId, name, displayName, pictureVersion };
}
