import { useEffect, useState } from 'react';

/** True once `claim` has been true for `durationMs` without a break. */
export function useIsLasting(claim: boolean, durationMs: number): boolean {
  const [isLasting, setIsLasting] = useState(false);
  useEffect(() => {
    if (!claim) return;
    const timer = setTimeout(() => setIsLasting(true), durationMs);
    return () => {
      clearTimeout(timer);
      setIsLasting(false);
    };
  }, [claim, durationMs]);
  return isLasting;
}
