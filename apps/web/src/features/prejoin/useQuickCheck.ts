import type { QuickVerdict } from '@parley/client/check/quickCheck';
import { useEffect, useState } from 'react';
import { readStored, writeStored } from '../../preferences/stored.ts';
import { useCall } from '../../session/SessionContext.ts';

const KEY = 'parley.connectionWasGoodAt';
/** A connection that was good a moment ago is not looked at again. */
const REMEMBERED_MS = 10 * 60_000;
/** The page, its devices and the list of who is here come first. */
const WAIT_MS = 2_500;

function isTime(value: unknown): value is number {
  return typeof value === 'number';
}

/**
 * Looks in the background whether a call would work from here, in a room of its own. Begins when the
 * page has nothing else to do, and ends with it or with the click on "Join".
 * @returns what is wrong, or null
 */
export function useQuickCheck(): Exclude<QuickVerdict, 'good'> | null {
  const [verdict, setVerdict] = useState<QuickVerdict>('good');
  const isReady = useCall(
    ({ phase, connection, preview, local }) =>
      phase === 'prejoin' &&
      connection.status === 'online' &&
      preview !== null &&
      !local.microphone.isBusy &&
      !local.camera.isBusy,
  );
  const [isDone, setIsDone] = useState(false);

  useEffect(() => {
    if (!isReady || isDone) return;
    const goodAt = readStored(KEY, isTime) ?? 0;
    if (Math.abs(Date.now() - goodAt) < REMEMBERED_MS) return;
    const ended = new AbortController();
    const look = async () => {
      const { quickCheck } = await import('@parley/client/check/quickCheck');
      if (ended.signal.aborted) return;
      const found = await quickCheck({ url: location.origin }, ended.signal);
      if (found === undefined || ended.signal.aborted) return;
      if (found === 'good') writeStored(KEY, Date.now());
      setVerdict(found);
      setIsDone(true);
    };
    const timer = setTimeout(() => {
      // A picture that is not painted is not sent either, and no line is as idle as a hidden page.
      if (document.visibilityState === 'hidden') return;
      look().catch(() => undefined);
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [isReady, isDone]);
  return verdict === 'good' ? null : verdict;
}
