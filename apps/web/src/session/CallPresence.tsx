import { useEffect } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { useSignedIn } from '../account/account.ts';
import type { Presence } from './presence.ts';
import { useReachable } from './reachable.ts';

type CallPresenceProps = { presence: StoreApi<Presence> };

/** Asks how those are who are or were in the call. A guest may not see it, and asks nothing. */
export function CallPresence({ presence }: CallPresenceProps) {
  const known = useSignedIn();
  const account = typeof known === 'object' ? known.account : null;
  return (
    account && <Watching key={account.accountId} accountId={account.accountId} presence={presence} />
  );
}

function Watching({ accountId, presence }: CallPresenceProps & { accountId: string }) {
  const people = useReachable(accountId)?.people;
  // One text for each set of people: the same set is asked for once.
  const wanted = useStore(presence, ({ peers }) =>
    [...new Set(Object.values(peers).map(({ account }) => account.accountId))].sort().join(' '),
  );
  useEffect(() => {
    if (people === undefined) return;
    const show = () => {
      const { me, contacts, watched } = people.store.getState();
      const own = me && { [me.accountId]: { status: me.status, lastSeenAt: null } };
      presence.setState({ cards: { ...watched, ...contacts, ...own } });
    };
    show();
    const stop = people.store.subscribe(show);
    return () => {
      stop();
      void people.showBeside([]);
      presence.setState({ cards: {} });
    };
  }, [people, presence]);
  useEffect(() => {
    void people?.showBeside(wanted === '' ? [] : wanted.split(' '));
  }, [people, wanted]);
  return null;
}
