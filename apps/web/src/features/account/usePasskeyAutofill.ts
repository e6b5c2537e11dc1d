import { ParleyError } from '@parley/protocol/errors';
import { useEffect, useState } from 'react';
import { setAccount } from '../../account/account.ts';
import { signInByAutofill } from '../../account/passkeyAutofill.ts';

export type PasskeyAutofill = {
  /** Why the server did not let in who chose a passkey last. */
  refusal: ParleyError | undefined;
  pause(): void;
  resume(): void;
};

/**
 * Whoever has a passkey finds it among what their browser fills in, for as long as the form is there. Where that cannot
 * be, nothing is said: the form has other ways in.
 */
export function usePasskeyAutofill(): PasskeyAutofill {
  const [isPaused, setIsPaused] = useState(false);
  const [refusal, setRefusal] = useState<ParleyError>();

  useEffect(() => {
    if (isPaused) return;
    const left = new AbortController();
    const offer = async (): Promise<void> => {
      try {
        const account = await signInByAutofill(left.signal);
        if (account !== undefined) setAccount(account);
      } catch (error) {
        if (!(error instanceof ParleyError)) throw error;
        // Nobody has chosen anything when the server could not even be asked.
        const isRefused = error.code === 'unauthorized' || error.code === 'forbidden';
        if (isRefused && !left.signal.aborted) setRefusal(error);
      }
    };
    void offer();
    return () => left.abort();
  }, [isPaused]);

  return {
    refusal,
    pause: () => {
      setIsPaused(true);
      setRefusal(undefined);
    },
    resume: () => setIsPaused(false),
  };
}
