import type { Quality } from '@parley/client/quality/judgeQuality';
import { type QualityState, qualityOf, watchQuality } from '@parley/client/quality/QualityWatch';
import { createContext, useContext, useEffect, useState } from 'react';
import { createStore, useStore } from 'zustand';
import type { ReadonlyStore } from './coalesced.ts';
import { useSession } from './SessionContext.ts';

export type ReadonlyQuality = ReadonlyStore<QualityState>;

/** Before the watching begins: nothing was measured. */
const NOTHING: ReadonlyQuality = createStore<QualityState>(() => ({ samples: [], byPeer: {} }));

export const QualityContext = createContext<ReadonlyQuality>(NOTHING);

/** Watches for as long as the page of the call is there. */
export function useQualityWatch(): ReadonlyQuality {
  const session = useSession();
  const [quality, setQuality] = useState<ReadonlyQuality>(NOTHING);
  useEffect(() => {
    const watch = watchQuality(session);
    setQuality(watch.quality);
    return watch.stop;
  }, [session]);
  return quality;
}

/** How well somebody arrives here; for oneself, at the server. */
export function useQuality(peerId: string): Quality {
  return useStore(useContext(QualityContext), (state) => qualityOf(state, peerId));
}

/** What was measured in the last minute, the newest last. */
export function useSamples(): QualityState['samples'] {
  return useStore(useContext(QualityContext), (state) => state.samples);
}
