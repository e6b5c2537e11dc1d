import { ParleyError } from '@parley/protocol/errors';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setAccount } from '../../account/account.ts';
import { hasPasskeys, PasskeyError, signInWithPasskey } from '../../account/passkeys.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** The way in without a name and a password; nothing where the browser has no passkeys. */
export function PasskeyButton() {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (!hasPasskeys()) return null;

  const textOf = (error: unknown) => {
    if (error instanceof PasskeyError) return t(`passkeys.${error.obstacle}`);
    if (!(error instanceof ParleyError)) throw error;
    return error.code === 'unauthorized' ? t('passkeys.wrong') : common(`error.${error.code}`);
  };
  const signIn = async () => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      setAccount(await signInWithPasskey());
    } catch (error) {
      setProblem(textOf(error));
    } finally {
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
        onClick={() => void signIn()}
      >
        <KeyRound aria-hidden className="size-5" />
        {t('passkeys.signIn')}
      </Button>
    </>
  );
}
