import { lazy, Suspense, useEffect } from 'react';
import { useCall } from '../session/SessionContext.ts';
import type { DeviceProblemProps } from './DeviceProblem.tsx';
import { useRetryWhenAllowed } from './useRetryWhenAllowed.ts';

const loadProblem = () =>
  import('./DeviceProblem.tsx').then(({ DeviceProblem }) => ({ default: DeviceProblem }));
const DeviceProblem = lazy(loadProblem);

/** Why the microphone or the camera is not on, and what to do about it; nothing while all is well. */
export function DeviceNotice({ kind, className }: DeviceProblemProps) {
  const hasProblem = useCall(({ local }) => local[kind].isCut || local[kind].error !== null);
  useRetryWhenAllowed(kind);
  useEffect(() => {
    // At hand before it is needed: what breaks may be the network.
    loadProblem().catch(() => undefined);
  }, []);
  return (
    hasProblem && (
      <Suspense>
        <DeviceProblem kind={kind} className={className} />
      </Suspense>
    )
  );
}
