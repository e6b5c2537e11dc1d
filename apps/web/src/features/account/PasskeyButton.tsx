import { ParleyError } from '@parley/protocol/errors';
import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setAccount } from '../../account/account.ts';
import { hasPasskeys, PasskeyError, signInWithPasskey } from '../../account/passkeys.ts';
import { WayIn } from './WayIn.tsx';

/** The way in without a name and a password; nothing where the browser has no passkeys. */
export function PasskeyButton() {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  if (!hasPasskeys()) return null;

  const explain = (error: unknown) => {
    if (error instanceof PasskeyError) return t(`passkeys.${error.obstacle}`);
    if (!(error instanceof ParleyError)) throw error;
    return error.code === 'unauthorized' ? t('passkeys.wrong') : common(`error.${error.code}`);
  };
  return (
    <WayIn icon={KeyRound} onTry={async () => setAccount(await signInWithPasskey())} explain={explain}>
      {t('passkeys.signIn')}
    </WayIn>
  );
}
