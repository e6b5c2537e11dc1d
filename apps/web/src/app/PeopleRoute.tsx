import { useTranslation } from 'react-i18next';
import { AccountGate } from '../features/account/AccountGate.tsx';
import { DirectoryPage } from '../features/directory/DirectoryPage.tsx';
import type { DirectorySlots } from '../features/directory/DirectorySlots.ts';
import { Conversation } from '../features/messages/Conversation.tsx';
import { MessagesFrame } from '../features/messages/MessagesFrame.tsx';
import { UnreadBadge } from '../features/messages/UnreadBadge.tsx';
import { addAccountTexts } from '../i18n/addAccountTexts.ts';
import { addDirectoryTexts } from '../i18n/addDirectoryTexts.ts';
import { addMessagesTexts } from '../i18n/addMessagesTexts.ts';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { WaitingPage } from './WaitingPage.tsx';

addAccountTexts();
addDirectoryTexts();
addMessagesTexts();

const SLOTS: DirectorySlots = {
  badge: (accountId) => <UnreadBadge accountId={accountId} />,
  conversation: (person) => <Conversation {...person} />,
};

export function PeopleRoute() {
  const { t } = useTranslation('directory');
  useDocumentTitle(t('title'));
  const waiting = <WaitingPage />;
  return (
    <AccountGate waiting={waiting}>
      {({ accountId }) => (
        <DirectoryPage
          key={accountId}
          waiting={waiting}
          slots={SLOTS}
          around={(directory) => (
            <MessagesFrame accountId={accountId} waiting={waiting}>
              {directory}
            </MessagesFrame>
          )}
        />
      )}
    </AccountGate>
  );
}
