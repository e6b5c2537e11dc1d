import { useEffect } from 'react';
import { refreshAccount, useSignedIn } from '../account/account.ts';
import { Ringing } from '../features/ringing/Ringing.tsx';
import { addRingingTexts } from '../i18n/addRingingTexts.ts';

addRingingTexts();

/** Direct calls, on every page of somebody who is signed in. */
export function RingPart() {
  const known = useSignedIn();
  useEffect(() => {
    if (known === undefined) void refreshAccount();
  }, [known]);
  const account = typeof known === 'object' ? known.account : null;
  return account && <Ringing key={account.accountId} />;
}
