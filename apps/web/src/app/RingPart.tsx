import { useEffect } from 'react';
import { refreshAccount, useSignedIn } from '../account/account.ts';
import { Ringing } from '../features/ringing/Ringing.tsx';
import { addRingingTexts } from '../i18n/addRingingTexts.ts';
import { useReachable } from '../session/reachable.ts';

addRingingTexts();

/** Direct calls, on every page of somebody who is signed in. */
export function RingPart() {
  const known = useSignedIn();
  useEffect(() => {
    if (known === undefined) void refreshAccount();
  }, [known]);
  const account = typeof known === 'object' ? known.account : null;
  return account && <Rings key={account.accountId} accountId={account.accountId} />;
}

function Rings({ accountId }: { accountId: string }) {
  const reachable = useReachable(accountId);
  return reachable && <Ringing session={reachable.rings} />;
}
