import { ParleyError } from '@parley/protocol/errors';
import { LogIn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../../account/account.ts';
import { leaveToSignIn } from '../../account/identities.ts';
import { WayIn } from './WayIn.tsx';

type OidcButtonProps = {
  /** Says what it is for; the provider's name comes with it. */
  label: 'oidc.signIn' | 'oidc.signInAgain';
  invitation?: string | undefined;
};

/** The way in by the provider that the operator has set; nothing where there is none. */
export function OidcButton({ label, invitation }: OidcButtonProps) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const known = useSignedIn();
  const provider = typeof known === 'object' ? known.oidc : null;
  if (provider === null) return null;

  const explain = (error: unknown) => {
    if (!(error instanceof ParleyError)) throw error;
    const isAway = error.details?.['reason'] === 'provider';
    return isAway ? t('oidc.refused.unreachable', provider) : common(`error.${error.code}`);
  };
  return (
    <WayIn icon={LogIn} onTry={() => leaveToSignIn(invitation)} explain={explain}>
      {t(label, provider)}
    </WayIn>
  );
}
