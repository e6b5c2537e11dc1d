import { useTranslation } from 'react-i18next';
import { AccountGate } from '../features/account/AccountGate.tsx';
import { DirectoryPage } from '../features/directory/DirectoryPage.tsx';
import { addAccountTexts } from '../i18n/addAccountTexts.ts';
import { addDirectoryTexts } from '../i18n/addDirectoryTexts.ts';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { WaitingPage } from './WaitingPage.tsx';

addAccountTexts();
addDirectoryTexts();

export function PeopleRoute() {
  const { t } = useTranslation('directory');
  useDocumentTitle(t('title'));
  const waiting = <WaitingPage />;
  return (
    <AccountGate waiting={waiting}>
      {({ accountId }) => <DirectoryPage key={accountId} waiting={waiting} />}
    </AccountGate>
  );
}
