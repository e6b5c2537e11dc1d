import type { SessionEntry } from '@parley/protocol/api/accounts';
import { useEffect } from 'react';
import { createStore, useStore } from 'zustand';
import { api, refreshAccount } from '../../account/account.ts';
import { newestAnswer } from '../../account/newestAnswer.ts';

const store = createStore<{ sessions: readonly SessionEntry[] }>(() => ({ sessions: [] }));

const list = newestAnswer(() => api.ask('GET /account/sessions'));

/** To be called when sessions may have begun or ended. */
export function changedSessions(): void {
  list().then(
    (reply) => reply && store.setState({ sessions: reply.sessions }),
    // It may be this very session that has ended.
    () => refreshAccount(),
  );
}

/** Where this person is signed in, this browser first; asked for when it is shown. */
export function useSessions(): readonly SessionEntry[] {
  useEffect(changedSessions, []);
  const { sessions } = useStore(store);
  return sessions.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}

export async function endSession(sessionId: string): Promise<void> {
  await api.ask('DELETE /account/sessions/:sessionId', { params: { sessionId } }).catch(() => undefined);
  changedSessions();
}

export async function endOtherSessions(): Promise<void> {
  await api.ask('DELETE /account/sessions').catch(() => undefined);
  changedSessions();
}
