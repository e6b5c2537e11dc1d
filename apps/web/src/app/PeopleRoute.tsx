import { useTranslation } from 'react-i18next';
import { AccountGate } from '../features/account/AccountGate.tsx';
import { SignedInPage } from '../features/account/SignedInPage.tsx';
import { addAccountTexts } from '../i18n/addAccountTexts.ts';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { WaitingPage } from './WaitingPage.tsx';

addAccountTexts();

export function PeopleRoute() {
  const { t } = useTranslation('account');
  useDocumentTitle(t('people'));
  return (
    <AccountGate waiting={<WaitingPage />}>
      {(account) => <SignedInPage account={account} />}
    </AccountGate>
  );
}
