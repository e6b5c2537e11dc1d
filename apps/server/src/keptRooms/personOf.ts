import type { Person } from '@parley/protocol/account';

/** An account as those see it who belong to the same room. */
export function personOf({ accountId, name, displayName, pictureVersion }: Person): Person {
  return { accountId, name, displayName, pictureVersion };
}
