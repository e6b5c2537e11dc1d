import { useSignedIn } from '../account/account.ts';
import { InviteDialog } from '../features/ringing/InviteDialog.tsx';
import { addRingingTexts } from '../i18n/addRingingTexts.ts';
import { useReachable } from '../session/reachable.ts';

addRingingTexts();

/** Calling somebody in, for whoever is signed in. */
export function InvitePart({ onClose }: { onClose: () => void }) {
  const known = useSignedIn();
  const account = typeof known === 'object' ? known.account : null;
  return account && <Invite accountId={account.accountId} onClose={onClose} />;
}

function Invite({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const reachable = useReachable(accountId);
  return (
    reachable && <InviteDialog people={reachable.people} rings={reachable.rings} onClose={onClose} />
  );
}
