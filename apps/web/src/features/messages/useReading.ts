import { useEffect } from 'react';
import { useMessages, useMessagesSession } from '../../session/MessagesContext.ts';

/** What is on a screen that can be seen has been read. */
export function useReading(accountId: string): void {
  const session = useMessagesSession();
  const messages = useMessages((state) => state.conversations[accountId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something has come, too.
  useEffect(() => {
    const read = () => {
      if (document.visibilityState === 'visible') void session.read(accountId);
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [session, accountId, messages]);
}
