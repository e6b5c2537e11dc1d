import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../../account/account.ts';
import { refusalInAddress } from '../../account/identities.ts';
import { Notice } from '../../ui/Notice.tsx';

/** For somebody who comes back from the provider and did not get in: why. */
export function RefusalNotice({ className }: { className: string }) {
  const { t } = useTranslation('account');
  const known = useSignedIn();
  const [refusal] = useState(refusalInAddress);
  useEffect(() => {
    // Said once: it is not so any more when the page is reloaded, or its address passed on.
    if (refusal !== undefined) history.replaceState(history.state, '', location.pathname);
  }, [refusal]);
  if (refusal === undefined) return null;
  const name = (typeof known === 'object' && known.oidc?.name) || t('oidc.provider');
  return (
    <Notice look="problem" className={className}>
      {t(`oidc.refused.${refusal}`, { name })}
    </Notice>
  );
}
