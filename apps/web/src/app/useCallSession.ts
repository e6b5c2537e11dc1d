import { CallSession } from '@parley/client/session/CallSession';
import { useEffect, useState } from 'react';
import { browserStorage } from '../preferences/stored.ts';

/** A session for as long as the page shows this stay in this room; null for the moment before. */
export function useCallSession(room: string, stay: number): CallSession | null {
  const [current, setCurrent] = useState<{ session: CallSession; stay: number } | null>(null);
  useEffect(() => {
    const session = new CallSession({ url: location.origin, room, storage: browserStorage() });
    void session.prepare();
    setCurrent({ session, stay });
    return () => void session.leave();
  }, [room, stay]);
  return current?.stay === stay ? current.session : null;
}
