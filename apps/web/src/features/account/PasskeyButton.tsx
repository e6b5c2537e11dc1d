import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setAccount } from '../../account/account.ts';
import { hasPasskeys, signInWithPasskey } from '../../account/passkeys.ts';
import type { PasskeyAutofill } from './usePasskeyAutofill.ts';
import { usePasskeyProblem } from './usePasskeyProblem.ts';
import { WayIn } from './WayIn.tsx';

type PasskeyButtonProps = {
  /** Browsers do one of the two at a time. */
  autofill: PasskeyAutofill;
};

/** The way in without a name and a password; nothing where the browser has no passkeys. */
export function PasskeyButton({ autofill }: PasskeyButtonProps) {
  const { t } = useTranslation('account');
  const explain = usePasskeyProblem();
  if (!hasPasskeys()) return null;

  const signIn = async () => {
    autofill.pause();
    try {
      setAccount(await signInWithPasskey());
    } catch (error) {
      autofill.resume();
      throw error;
    }
  };
  return (
    <WayIn icon={KeyRound} onTry={signIn} explain={explain}>
      {t('passkeys.signIn')}
    </WayIn>
  );
}
