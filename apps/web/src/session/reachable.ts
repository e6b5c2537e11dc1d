import { openBrowserMessageStore } from '@parley/client/messages/browserMessageStore';
import { MessagesSession } from '@parley/client/messages/MessagesSession';
import { countUnread } from '@parley/client/messages/MessagesState';
import { PeopleLine } from '@parley/client/people/PeopleLine';
import { PeopleSession } from '@parley/client/people/PeopleSession';
import { RingSession } from '@parley/client/people/ringing/RingSession';
import { useEffect, useState } from 'react';
import { deviceName } from '../account/deviceName.ts';
import { preferences } from '../preferences/preferences.ts';
import { ringing } from './ringing.ts';
import { unread } from './unread.ts';

/** What goes over the one line of this page, for whoever is signed in. */
export type Reachable = {
  readonly line: PeopleLine;
  readonly people: PeopleSession;
  readonly rings: RingSession;
  readonly messages: MessagesSession;
  readonly stopWatching: () => void;
};

type Shared = { readonly reachable: Reachable; users: number };

/** By account. Two for the moment in which one person takes the place of another. */
const open = new Map<string, Shared>();

/** The same for all who use it at a time: opened with the first of them, closed with the last. */
export function useReachable(accountId: string): Reachable | undefined {
  const [reachable, setReachable] = useState<Reachable>();
  useEffect(() => {
    const shared = open.get(accountId) ?? { reachable: start(accountId), users: 0 };
    open.set(accountId, shared);
    shared.users += 1;
    setReachable(shared.reachable);
    return () => {
      shared.users -= 1;
      if (shared.users > 0) return;
      open.delete(accountId);
      stop(shared.reachable);
    };
  }, [accountId]);
  return reachable;
}

function start(accountId: string): Reachable {
  const line = new PeopleLine({ url: location.origin });
  const people = new PeopleSession({ line });
  const rings = new RingSession({ line });
  const messages = new MessagesSession({
    line,
    accountId,
    deviceName: deviceName(),
    openStore: () => openBrowserMessageStore(accountId),
    isDirectAllowed: preferences.getState().isDirectAllowed,
  });
  const stopWatching = preferences.subscribe((now, before) => {
    if (now.isDirectAllowed === before.isDirectAllowed) return;
    void messages.setDirectAllowed(now.isDirectAllowed);
  });
  messages.store.subscribe((state) => unread.setState({ count: countUnread(state) }));
  people.open();
  rings.open();
  void messages.open();
  line.open();
  ringing.setState({ session: rings });
  return { line, people, rings, messages, stopWatching };
}

function stop({ line, people, rings, messages, stopWatching }: Reachable): void {
  stopWatching();
  messages.close();
  people.close();
  rings.close();
  line.close();
  unread.setState({ count: 0 });
  ringing.setState(({ session }) => (session === rings ? { session: null } : {}));
}
