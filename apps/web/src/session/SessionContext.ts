import type { CallSession } from '@parley/client/session/CallSession';
import type { CallState } from '@parley/client/session/store/CallState';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { coalesced } from './coalesced.ts';

export const SessionContext = createContext<CallSession | null>(null);

/** The call of this page. */
export function useSession(): CallSession {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside of a room');
  return session;
}

/** A part of the call's state. `select` returns something that is in the state, not something new. */
export function useCall<Selected>(select: (state: CallState) => Selected): Selected {
  return useStore(coalesced(useSession().store), select);
}
