import { useTranslation } from 'react-i18next';
import { AccountGate } from '../features/account/AccountGate.tsx';
import { RoomsPage } from '../features/rooms/RoomsPage.tsx';
import { addAccountTexts } from '../i18n/addAccountTexts.ts';
import { addRoomsTexts } from '../i18n/addRoomsTexts.ts';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { WaitingPage } from './WaitingPage.tsx';

addAccountTexts();
addRoomsTexts();

export function RoomsRoute() {
  const { t } = useTranslation('rooms');
  useDocumentTitle(t('title'));
  const waiting = <WaitingPage />;
  return (
    <AccountGate waiting={waiting}>
      {({ accountId }) => <RoomsPage key={accountId} accountId={accountId} waiting={waiting} />}
    </AccountGate>
  );
}
