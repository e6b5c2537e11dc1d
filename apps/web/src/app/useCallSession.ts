import { CallSession } from '@parley/client/session/CallSession';
import { DEFAULT_FIRST_WISH } from '@parley/client/session/options';
import { isCallCode } from '@parley/protocol/code';
import { isRingRoom } from '@parley/protocol/people/ringRoom';
import { useEffect, useState } from 'react';
import { keptPlaces } from '../preferences/keptPlaces.ts';
import { maxBitrateOf, preferences } from '../preferences/preferences.ts';
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
      isAdaptive: preferences.getState().isAdaptive,
      maxBitrate: maxBitrateOf(preferences.getState().dataUse),
      ...(preferences.getState().dataUse === 'sound-only' && {
        firstWish: { ...DEFAULT_FIRST_WISH, videos: 0 },
      }),
      // Whoever met by a code finds the way back by this place alone; by a call, without being asked again.
      ...(isCallCode(room) || isRingRoom(room) ? { places: keptPlaces(room) } : {}),
    });
    void session.prepare();
    setCurrent({ session, stay });
    return () => void session.leave();
  }, [room, stay]);
  return current?.stay === stay ? current.session : null;
}
