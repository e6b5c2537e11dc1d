import { useTranslation } from 'react-i18next';
import { AccountGate } from '../features/account/AccountGate.tsx';
import { AccountPage } from '../features/account/AccountPage.tsx';
import { DevicesSection } from '../features/messages/DevicesSection.tsx';
import { addAccountTexts } from '../i18n/addAccountTexts.ts';
import { addMessagesTexts } from '../i18n/addMessagesTexts.ts';
import { MessagesContext } from '../session/MessagesContext.ts';
import { useReachable } from '../session/reachable.ts';
import { LanguageSelect } from './LanguageSelect.tsx';
import { Moving } from './Moving.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { WaitingPage } from './WaitingPage.tsx';

addAccountTexts();
addMessagesTexts();

export function SettingsRoute() {
  const { t } = useTranslation('account');
  useDocumentTitle(t('settings'));
  return (
    <AccountGate waiting={<WaitingPage />}>
      {(account) => (
        <AccountPage
          account={account}
          devices={<Devices key={account.accountId} accountId={account.accountId} />}
          footer={<LanguageSelect />}
        />
      )}
    </AccountGate>
  );
}

function Devices({ accountId }: { accountId: string }) {
  const reachable = useReachable(accountId);
  return (
    reachable && (
      <MessagesContext.Provider value={reachable.messages}>
        <DevicesSection moving={(way, onClose) => <Moving key={way} way={way} onClose={onClose} />} />
      </MessagesContext.Provider>
    )
  );
}
