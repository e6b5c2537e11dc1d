import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { forgetGuest, refreshAccount, useSignedIn } from './account.ts';

/** For a guest whom this browser knows: the way to be nobody again. Nothing for anybody else. */
export function ForgetGuest() {
  const { t } = useTranslation('account');
  const known = useSignedIn();
  const guest = typeof known === 'object' ? known.guest : null;
  if (guest === null) return null;
  return (
    <Button
      look="ghost"
      className="max-w-60"
      // What could not be asked for has not happened: the page goes on showing who is known.
      onClick={() => void forgetGuest().catch(() => refreshAccount())}
    >
      <span className="truncate">{t('guest.forget', { name: guest.name })}</span>
    </Button>
  );
}
