import { ParleyError } from '@parley/protocol/errors';
import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../../account/account.ts';
import { leaveToSignIn } from '../../account/identities.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

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
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const provider = typeof known === 'object' ? known.oidc : null;
  if (provider === null) return null;

  const leave = async () => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      // It stays busy: the page is about to be another one.
      await leaveToSignIn(invitation);
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      const isAway = error.details?.['reason'] === 'provider';
      setProblem(isAway ? t('oidc.refused.unreachable', provider) : common(`error.${error.code}`));
      setIsBusy(false);
    }
  };

  return (
    <>
      {problem !== undefined && <Notice look="problem">{problem}</Notice>}
      <Button
        size="large"
        aria-busy={isBusy}
        disabled={isBusy}
        className="w-full"
        onClick={() => void leave()}
      >
        <LogIn aria-hidden className="size-5" />
        <span className="min-w-0 truncate">{t(label, provider)}</span>
      </Button>
    </>
  );
}
