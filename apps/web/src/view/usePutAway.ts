import { useEffect, useState } from 'react';

type News = {
  /** When the latest of it came, in epoch ms; 0 when there is none. */
  latestAt: number;
  /** What there is is known. */
  isKnown: boolean;
  /** In a call only what comes during it is told. */
  isInCall: boolean;
};

/** Whether there is something that was not put away on this page. */
export function usePutAway({ latestAt, isKnown, isInCall }: News) {
  const [putAwayAt, setPutAwayAt] = useState(0);
  const [toldSince, setToldSince] = useState<'always' | 'call' | null>(null);
  const since = isInCall ? 'call' : 'always';
  useEffect(() => {
    if (!isKnown || toldSince === since) return;
    if (since === 'call') setPutAwayAt(latestAt);
    setToldSince(since);
  }, [isKnown, toldSince, since, latestAt]);
  return {
    isShown: isKnown && toldSince === since && latestAt > putAwayAt,
    putAway: () => setPutAwayAt(latestAt),
  };
}
