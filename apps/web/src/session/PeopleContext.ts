import type { PeopleSession } from '@parley/client/people/PeopleSession';
import type { PeopleState } from '@parley/client/people/PeopleState';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { coalesced } from './coalesced.ts';

export const PeopleContext = createContext<PeopleSession | null>(null);

/** The phone book of this page. */
export function usePeopleSession(): PeopleSession {
  const session = useContext(PeopleContext);
  if (session === null) throw new Error('usePeopleSession outside of the phone book');
  return session;
}

/** A part of the phone book's state. `select` returns something that is in the state, not something new. */
export function usePeople<Selected>(select: (state: PeopleState) => Selected): Selected {
  return useStore(coalesced(usePeopleSession().store), select);
}
