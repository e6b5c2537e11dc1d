import { CallSession } from '@parley/client/session/CallSession';
import { isCallCode } from '@parley/protocol/code';
import { useEffect, useState } from 'react';
import { keptPlaces } from '../preferences/keptPlaces.ts';
import { preferences } from '../preferences/preferences.ts';
import { browserStorage } from '../preferences/stored.ts';

/** A session for as long as the page shows this stay in this room; null for the moment before. */
export function useCallSession(room: string, stay: number): CallSession | null {
  const [current, setCurrent] = useState<{ session: CallSession; stay: number } | null>(null);
  useEffect(() => {
    const session = new CallSession({
      url: location.origin,
      room,
      storage: browserStorage(),
      isDirectAllowed: preferences.getState().isDirectAllowed,
      // Whoever met by a code finds the way back by this place alone.
      ...(isCallCode(room) ? { places: keptPlaces(room) } : {}),
    });
    void session.prepare();
    setCurrent({ session, stay });
    return () => void session.leave();
  }, [room, stay]);
  return current?.stay === stay ? current.session : null;
}
