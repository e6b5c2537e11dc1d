import type { Person } from '@parley/protocol/account';
import type { ParleyError } from '@parley/protocol/errors';
import type { ContactRequest } from '@parley/protocol/people/contacts';
import type { Me, PersonCard } from '@parley/protocol/people/person';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Everything that can be seen of the phone book. Written only by the session; read by any interface. */
export type PeopleState = {
  /** `closed`: this session of the account has ended, or the server will not have this client. */
  readonly connection: 'connecting' | 'online' | 'reconnecting' | 'closed';
  /** Why it is closed. */
  readonly error: ParleyError | null;
  /** Null until the first snapshot. */
  readonly me: Me | null;
  readonly contacts: Readonly<Record<string, PersonCard>>;
  readonly requests: readonly ContactRequest[];
  /** Whom this person has blocked. */
  readonly blocked: Readonly<Record<string, Person>>;
  /** People on the screen who can be seen, contacts or not. */
  readonly watched: Readonly<Record<string, PersonCard>>;
  readonly search: SearchState;
};

export type SearchState = {
  readonly query: string;
  /** In the order of their names; who is in neither `contacts` nor `watched` has hidden meanwhile. */
  readonly accountIds: readonly string[];
  /** Whether there are more. */
  readonly cursor: string | null;
  readonly isBusy: boolean;
  readonly error: ParleyError | null;
};

export const NO_SEARCH: SearchState = {
  query: '',
  accountIds: [],
  cursor: null,
  isBusy: false,
  error: null,
};

/** The store as the session writes it. */
export type PeopleStore = StoreApi<PeopleState>;
/** The store as everybody else sees it; zustand's `useStore` takes it as it is. */
export type ReadonlyPeopleStore = Pick<PeopleStore, 'getState' | 'getInitialState' | 'subscribe'>;

export function createPeopleStore(): PeopleStore {
  return createStore<PeopleState>(() => ({
    connection: 'connecting',
    error: null,
    me: null,
    contacts: {},
    requests: [],
    blocked: {},
    watched: {},
    search: NO_SEARCH,
  }));
}
