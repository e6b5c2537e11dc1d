import { unreadIn } from '@parley/client/messages/MessagesState';
import { useTranslation } from 'react-i18next';
import { useMessages } from '../../session/MessagesContext.ts';
import { CountBadge } from '../../ui/CountBadge.tsx';

/** How much of what somebody wrote has not been read. */
export function UnreadBadge({ accountId }: { accountId: string }) {
  const { t } = useTranslation('messages');
  const count = unreadIn(useMessages((state) => state.conversations[accountId])).length;
  return count > 0 && <CountBadge count={count} label={t('unread', { count })} />;
}
