import type { OnlinePerson } from './OnlinePerson.ts';

/** Who has whom on a list or on the screen, and so may have to be told. */
export class Onlookers {
  readonly #by = new Map<string, Set<OnlinePerson>>();
  readonly #seen = new Map<OnlinePerson, ReadonlySet<string>>();

  of(accountId: string): OnlinePerson[] {
    return [...(this.#by.get(accountId) ?? [])];
  }

  /** To be called whenever a list of the viewer may have changed. */
  update(viewer: OnlinePerson): void {
    const { contacts, received, sent, blocked } = viewer.ties;
    const watched = [...viewer.tabs].flatMap((tab) => [...tab.watched]);
    this.#set(
      viewer,
      new Set([...contacts, ...received.keys(), ...sent.keys(), ...blocked, ...watched]),
    );
  }

  remove(viewer: OnlinePerson): void {
    this.#set(viewer, new Set());
    this.#seen.delete(viewer);
  }

  #set(viewer: OnlinePerson, seen: ReadonlySet<string>): void {
    for (const accountId of this.#seen.get(viewer) ?? []) {
      if (seen.has(accountId)) continue;
      const onlookers = this.#by.get(accountId);
      onlookers?.delete(viewer);
      if (onlookers?.size === 0) this.#by.delete(accountId);
    }
    for (const accountId of seen) {
      const onlookers = this.#by.get(accountId);
      if (onlookers) onlookers.add(viewer);
      else this.#by.set(accountId, new Set([viewer]));
    }
    this.#seen.set(viewer, seen);
  }
}
