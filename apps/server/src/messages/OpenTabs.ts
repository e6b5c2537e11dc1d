import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { OnlinePerson } from '../people/OnlinePerson.ts';
import type { Telling } from '../people/Telling.ts';

/** Who asks, and from which of their tabs. */
export type End = { readonly person: OnlinePerson; readonly tab: Telling };

/** A tab that lets others connect to it. */
export type OpenTab = End & {
  readonly deviceKey: string;
  /** With whom it wants to be connected. */
  readonly wanted: Set<string>;
};

/** The tabs that let others connect to them, by account and in the order in which they came. */
export class OpenTabs {
  readonly #byAccount = new Map<string, OpenTab[]>();

  /** @returns undefined while nobody knows which device it is */
  add({ person, tab }: End): OpenTab | undefined {
    const wanted = this.find({ person, tab })?.wanted ?? new Set();
    this.remove({ person, tab });
    const { accountId } = person;
    if (tab.deviceKey === undefined) return undefined;
    const open = { person, tab, deviceKey: tab.deviceKey, wanted };
    this.#byAccount.set(accountId, [...(this.#byAccount.get(accountId) ?? []), open]);
    return open;
  }

  find({ person, tab }: End): OpenTab | undefined {
    return this.#byAccount.get(person.accountId)?.find((open) => open.tab === tab);
  }

  remove({ person, tab }: End): void {
    const { accountId } = person;
    const others = this.#byAccount.get(accountId)?.filter((open) => open.tab !== tab) ?? [];
    if (others.length > 0) this.#byAccount.set(accountId, others);
    else this.#byAccount.delete(accountId);
  }

  /** One of each device of somebody: the last that wants to be connected with the other one, else the last. */
  ofEach(accountId: string, otherId: string): OpenTab[] {
    const chosen = new Map<string, OpenTab>();
    for (const open of this.#byAccount.get(accountId) ?? []) {
      const isBetter = open.wanted.has(otherId) || !chosen.get(open.deviceKey)?.wanted.has(otherId);
      if (isBetter) chosen.set(open.deviceKey, open);
    }
    return [...chosen.values()];
  }

  /** All of one device, the last first. */
  ofDevice({ person, deviceKey }: Pick<OpenTab, 'person' | 'deviceKey'>): OpenTab[] {
    const tabs = this.#byAccount.get(person.accountId) ?? [];
    return tabs.filter((open) => open.deviceKey === deviceKey).toReversed();
  }

  isLater(one: End, other: End): boolean {
    const tabs = this.#byAccount.get(one.person.accountId)?.map(({ tab }) => tab) ?? [];
    return tabs.indexOf(one.tab) > tabs.indexOf(other.tab);
  }
}

/** Of too many wishes the oldest is forgotten. */
export function want({ wanted }: OpenTab, accountId: string): void {
  wanted.delete(accountId);
  wanted.add(accountId);
  const [oldest] = wanted;
  if (wanted.size > PEOPLE_LIMITS.channels && oldest !== undefined) wanted.delete(oldest);
}
