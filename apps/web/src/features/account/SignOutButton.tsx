import { useTranslation } from 'react-i18next';
import { api, refreshAccount, setAccount } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';

export function SignOutButton() {
  const { t } = useTranslation('account');
  const signOut = () => {
    // What could not be asked for has not happened: the page goes on showing who is signed in.
    api.ask('DELETE /session').then(
      () => setAccount(null),
      () => refreshAccount(),
    );
  };
  return <Button onClick={signOut}>{t('signOut')}</Button>;
}
