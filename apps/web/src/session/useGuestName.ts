import { selectSelf } from '@parley/client/session/store/selectors';
import { useEffect } from 'react';
import { rememberGuest } from '../account/account.ts';
import { useCall } from './SessionContext.ts';

/** A guest is the same guest the next time, under the name that they showed last. */
export function useGuestName(): void {
  const name = useCall((state) => selectSelf(state)?.name);
  useEffect(() => {
    // The call goes on, whether or not it is remembered.
    if (name !== undefined) rememberGuest(name).catch(() => undefined);
  }, [name]);
}
