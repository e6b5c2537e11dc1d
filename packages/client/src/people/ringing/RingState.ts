import type { Person } from '@parley/protocol/account';
import type { IncomingRing, MissedCall, RingEnd } from '@parley/protocol/people/ringing';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Why a call came to nothing, as the caller sees it; `lost` when the connection was. */
export type Fruitless = RingEnd | 'lost' | 'rate-limited' | 'closed' | 'refused';

/** One's own call to somebody. */
export type OutgoingRing = {
  readonly ringId: string;
  readonly callee: Person;
  /** The call to invite into; null for a new one. */
  readonly room: string | null;
} & (
  | { readonly phase: 'ringing' }
  /** Stays until it is put away. */
  | { readonly phase: 'ended'; readonly reason: Fruitless; readonly message: string | null }
);

/** Everything that can be seen of direct calls. Written only by the session; read by any interface. */
export type RingState = {
  /** `closed`: this session of the account has ended, or the server will not have this client. */
  readonly connection: 'connecting' | 'online' | 'reconnecting' | 'closed';
  readonly incoming: IncomingRing | null;
  readonly outgoing: OutgoingRing | null;
  /** Where to go now that one of the two has accepted; null once that is done. */
  readonly room: string | null;
  /** The ring of somebody else that was accepted here last. */
  readonly acceptedId: string | null;
  /** The latest first. */
  readonly missed: readonly MissedCall[];
};

export const NOT_RINGING: RingState = {
  connection: 'connecting',
  incoming: null,
  outgoing: null,
  room: null,
  acceptedId: null,
  missed: [],
};

/** The store as the session writes it. */
export type RingStore = StoreApi<RingState>;
/** The store as everybody else sees it; zustand's `useStore` takes it as it is. */
export type ReadonlyRingStore = Pick<RingStore, 'getState' | 'getInitialState' | 'subscribe'>;

export function createRingStore(): RingStore {
  return createStore<RingState>(() => NOT_RINGING);
}
