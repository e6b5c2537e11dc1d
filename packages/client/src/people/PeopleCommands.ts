import type { ChosenStatus, Visibility } from '@parley/protocol/people/person';

/**
 * All that can be asked of the phone book. What comes of it is seen in the state; a command that the
 * server refuses rejects with its ParleyError.
 */
export type PeopleCommands = {
  /** Begins a search; an empty one ends it. What is found comes into `search`. */
  search(query: string): Promise<void>;
  /** The next page of the search. */
  searchMore(): Promise<void>;
  /** Somebody is looked at, contact or not: they are kept up to date. Null when nobody is. */
  show(accountId: string | null): Promise<void>;
  /** These are on the screen beside what the phone book shows, as in a call: they are kept up to date. */
  showBeside(accountIds: readonly string[]): Promise<void>;
  ask(accountId: string): Promise<void>;
  withdraw(accountId: string): Promise<void>;
  accept(accountId: string): Promise<void>;
  decline(accountId: string): Promise<void>;
  removeContact(accountId: string): Promise<void>;
  block(accountId: string): Promise<void>;
  unblock(accountId: string): Promise<void>;
  setStatus(status: ChosenStatus): Promise<void>;
  setVisibility(wish: { visibility: Visibility; showsLastSeen: boolean }): Promise<void>;
};
