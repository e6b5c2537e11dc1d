import { RingSession } from '@parley/client/people/ringing/RingSession';
import { useEffect } from 'react';
import { ringing, useRingSession } from '../../session/ringing.ts';

/** Direct calls of whoever is signed in, for as long as they are. */
export function useOpenRingSession(): RingSession | null {
  useEffect(() => {
    const opened = new RingSession({ url: location.origin });
    opened.open();
    ringing.setState({ session: opened });
    return () => {
      opened.close();
      ringing.setState({ session: null });
    };
  }, []);
  return useRingSession();
}
