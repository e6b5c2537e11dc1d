import type { MessagesSession } from '@parley/client/messages/MessagesSession';
import type { MessagesState } from '@parley/client/messages/MessagesState';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';

export const MessagesContext = createContext<MessagesSession | null>(null);

/** The direct messages of this page. */
export function useMessagesSession(): MessagesSession {
  const session = useContext(MessagesContext);
  if (session === null) throw new Error('useMessagesSession outside of direct messages');
  return session;
}

/** A part of the messages' state. `select` returns something that is in the state, not something new. */
export function useMessages<Selected>(select: (state: MessagesState) => Selected): Selected {
  return useStore(useMessagesSession().store, select);
}
