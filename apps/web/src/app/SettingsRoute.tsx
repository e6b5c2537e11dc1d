import { useTranslation } from 'react-i18next';
import { AccountGate } from '../features/account/AccountGate.tsx';
import { AccountPage } from '../features/account/AccountPage.tsx';
import { addAccountTexts } from '../i18n/addAccountTexts.ts';
import { LanguageSelect } from './LanguageSelect.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { WaitingPage } from './WaitingPage.tsx';

addAccountTexts();

export function SettingsRoute() {
  const { t } = useTranslation('account');
  useDocumentTitle(t('settings'));
  return (
    <AccountGate waiting={<WaitingPage />}>
      {(account) => <AccountPage account={account} footer={<LanguageSelect />} />}
    </AccountGate>
  );
}
