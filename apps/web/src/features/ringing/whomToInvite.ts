import type { PersonCard } from '@parley/protocol/people/person';

type Wish = {
  contacts: Readonly<Record<string, PersonCard>>;
  /** Accounts that are in the call already. */
  presentIds: ReadonlySet<string>;
  /** Part of a name, as it is shown or signed in with. */
  query: string;
  language: string;
};

/** Contacts who would hear it ring, by name. */
export function whomToInvite({ contacts, presentIds, query, language }: Wish): PersonCard[] {
  const words = query.trim().toLocaleLowerCase(language);
  const byName = new Intl.Collator(language);
  return Object.values(contacts)
    .filter(({ status }) => status === 'available' || status === 'away')
    .filter(({ accountId }) => !presentIds.has(accountId))
    .filter((card) => `${card.displayName} ${card.name}`.toLocaleLowerCase(language).includes(words))
    .sort((one, other) => byName.compare(one.displayName, other.displayName));
}
