import type { CheckReport, CheckResults } from '@parley/client/check/CheckReport';
import { checkDevice } from '@parley/client/check/checkDevice';
import { runCheck } from '@parley/client/check/runCheck';
import { useState } from 'react';

type CheckPhase = 'idle' | 'running' | 'done' | 'failed';

export type Check = {
  readonly phase: CheckPhase;
  readonly isCheckingDevices: boolean;
  readonly results: CheckResults;
  /** What there is to send to the operator, once the run is over; devices that are checked later come in. */
  readonly report: CheckReport | null;
  start(): Promise<void>;
  /** Asks the person for both devices, one after the other. */
  checkDevices(): Promise<void>;
};

export function useCheck(): Check {
  const [phase, setPhase] = useState<CheckPhase>('idle');
  const [line, setLine] = useState<CheckResults>({});
  const [devices, setDevices] = useState<CheckResults>({});
  const [isCheckingDevices, setIsCheckingDevices] = useState(false);
  const [finished, setFinished] = useState<CheckReport | null>(null);
  const results = { ...line, ...devices };
  return {
    phase,
    isCheckingDevices,
    results,
    report: finished && { ...finished, results },
    start: async () => {
      setPhase('running');
      setLine({});
      setFinished(null);
      try {
        setFinished(await runCheck({ url: location.origin, onResults: setLine }));
        setPhase('done');
      } catch (error) {
        console.error(error);
        setPhase('failed');
      }
    },
    checkDevices: async () => {
      setIsCheckingDevices(true);
      setDevices({});
      const microphone = await checkDevice('microphone');
      setDevices({ microphone });
      const camera = await checkDevice('camera');
      setDevices({ microphone, camera });
      setIsCheckingDevices(false);
    },
  };
}
