import { unreadIn } from '@parley/client/messages/MessagesState';
import { useTranslation } from 'react-i18next';
import { useMessages } from '../../session/MessagesContext.ts';

/** How much of what somebody wrote has not been read. */
export function UnreadBadge({ accountId }: { accountId: string }) {
  const { t } = useTranslation('messages');
  const count = unreadIn(useMessages((state) => state.conversations[accountId])).length;
  if (count === 0) return null;
  return (
    <span className="grid h-5 min-w-5 shrink-0 place-items-center rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t('unread', { count })}</span>
    </span>
  );
}
