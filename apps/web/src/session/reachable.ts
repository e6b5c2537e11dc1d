import { PeopleLine } from '@parley/client/people/PeopleLine';
import { PeopleSession } from '@parley/client/people/PeopleSession';
import { RingSession } from '@parley/client/people/ringing/RingSession';
import { useEffect, useState } from 'react';
import { ringing } from './ringing.ts';

/** What goes over the one line of this page, for whoever is signed in. */
export type Reachable = {
  readonly line: PeopleLine;
  readonly people: PeopleSession;
  readonly rings: RingSession;
};

type Shared = { readonly reachable: Reachable; users: number };

/** By account. Two for the moment in which one person takes the place of another. */
const open = new Map<string, Shared>();

/** The same for all who use it at a time: opened with the first of them, closed with the last. */
export function useReachable(accountId: string): Reachable | undefined {
  const [reachable, setReachable] = useState<Reachable>();
  useEffect(() => {
    const shared = open.get(accountId) ?? { reachable: start(), users: 0 };
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

function start(): Reachable {
  const line = new PeopleLine({ url: location.origin });
  const people = new PeopleSession({ line });
  const rings = new RingSession({ line });
  people.open();
  rings.open();
  line.open();
  ringing.setState({ session: rings });
  return { line, people, rings };
}

function stop({ line, people, rings }: Reachable): void {
  people.close();
  rings.close();
  line.close();
  ringing.setState(({ session }) => (session === rings ? { session: null } : {}));
}
