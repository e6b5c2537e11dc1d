import type { MessagesSession } from '@parley/client/messages/MessagesSession';
import { latestUnread, unreadIn } from '@parley/client/messages/MessagesState';
import type { PeopleSession } from '@parley/client/people/PeopleSession';
import { MessageSquare, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { coalesced } from '../../session/coalesced.ts';
import { ButtonLink } from '../../ui/ButtonLink.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { NewsItem } from '../../ui/NewsStack.tsx';
import { usePutAway } from '../../view/usePutAway.ts';

type MessageNewsProps = { messages: MessagesSession; people: PeopleSession; isInCall: boolean };

/** Who has written, on pages that show no conversation. Not what: others may be looking on. */
export function MessageNews({ messages, people, isInCall }: MessageNewsProps) {
  const { t } = useTranslation('messages');
  const latest = useStore(messages.store, latestUnread);
  const accountId = latest?.accountId ?? '';
  const count = unreadIn(useStore(messages.store, (state) => state.conversations[accountId])).length;
  const isKnown = useStore(messages.store, ({ phase }) => phase === 'ready');
  const contact = useStore(coalesced(people.store), ({ contacts }) => contacts[accountId]);
  const { isShown, putAway } = usePutAway({ latestAt: latest?.sentAt ?? 0, isKnown, isInCall });
  // The name is there in a moment; who was removed meanwhile is nobody to be told of.
  if (latest === undefined || contact === undefined || !isShown) return null;
  return (
    <NewsItem
      icon={MessageSquare}
      iconClass="text-accent"
      text={t('news', { name: contact.displayName, count })}
    >
      <ButtonLink
        to={`/people?person=${accountId}`}
        size="small"
        // The call goes on here.
        isNewTab={isInCall}
        label={isInCall ? t('openElsewhere') : undefined}
        onClick={putAway}
      >
        {t('open')}
      </ButtonLink>
      <IconButton label={t('hide')} icon={X} onClick={putAway} />
    </NewsItem>
  );
}
