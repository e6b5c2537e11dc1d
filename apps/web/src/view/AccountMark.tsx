import type { PeerAccount } from '@parley/protocol/peer';
import { BadgeCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Beside the name of somebody with an account: a name can be anything, who signed in cannot. */
export function AccountMark({ account }: { account: PeerAccount }) {
  const { t } = useTranslation();
  const label = t('people.account', { name: account.name });
  return (
    <span title={label} className="shrink-0">
      <BadgeCheck aria-hidden className="size-4 text-accent" />
      <span className="sr-only">{label}</span>
    </span>
  );
}
