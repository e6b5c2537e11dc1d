import { PeopleSession } from '@parley/client/people/PeopleSession';
import { useEffect, useState } from 'react';

/** The phone book of whoever is signed in, for as long as its page is there. */
export function useDirectorySession(): PeopleSession | undefined {
  const [session, setSession] = useState<PeopleSession>();
  useEffect(() => {
    const opened = new PeopleSession({ url: location.origin });
    opened.open();
    setSession(opened);
    return () => opened.close();
  }, []);
  return session;
}
