import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountGate } from '../features/account/AccountGate.tsx';
import { DirectoryPage } from '../features/directory/DirectoryPage.tsx';
import type { DirectorySlots } from '../features/directory/DirectorySlots.ts';
import { Conversation } from '../features/messages/Conversation.tsx';
import { UnreadBadge } from '../features/messages/UnreadBadge.tsx';
import { addAccountTexts } from '../i18n/addAccountTexts.ts';
import { addDirectoryTexts } from '../i18n/addDirectoryTexts.ts';
import { addMessagesTexts } from '../i18n/addMessagesTexts.ts';
import { MessagesContext } from '../session/MessagesContext.ts';
import { useReachable } from '../session/reachable.ts';
import { MoveByLink } from './MoveByLink.tsx';
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
      {({ accountId }) => <People key={accountId} accountId={accountId} waiting={waiting} />}
    </AccountGate>
  );
}

function People({ accountId, waiting }: { accountId: string; waiting: ReactNode }) {
  const reachable = useReachable(accountId);
  if (reachable === undefined) return waiting;
  return (
    <MessagesContext.Provider value={reachable.messages}>
      <DirectoryPage session={reachable.people} slots={SLOTS} />
      <MoveByLink />
    </MessagesContext.Provider>
  );
}
