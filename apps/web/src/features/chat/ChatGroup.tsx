import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeerAccount } from '../../session/presence.ts';
import { useCall } from '../../session/SessionContext.ts';
import { AccountMark } from '../../view/AccountMark.tsx';
import { PeerPicture } from '../../view/PeerPicture.tsx';
import { PresenceSign } from '../../view/PresenceSign.tsx';
import { ChatFileLink } from './ChatFileLink.tsx';
import { ChatText } from './ChatText.tsx';
import type { MessageGroup } from './groupMessages.ts';
import { useDayName } from './useDayName.ts';

export function ChatGroup({ group }: { group: MessageGroup }) {
  const { t, i18n } = useTranslation();
  const isOwn = useCall(({ ownIds }) => ownIds.includes(group.peerId));
  const account = usePeerAccount(group.peerId);
  const dayName = useDayName();
  const clock = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit' });
  return (
    <>
      {group.isNewDay && (
        <p className="my-4 flex items-center gap-3 text-xs font-medium text-quiet first:mt-0">
          <span aria-hidden className="h-px flex-1 bg-line" />
          {dayName(group.sentAt)}
          <span aria-hidden className="h-px flex-1 bg-line" />
        </p>
      )}
      <article className="mb-4 flex gap-3">
        <PeerPicture name={group.name} account={account} className="mt-0.5 size-8 text-xs" />
        <div className="min-w-0 flex-1">
          <header className="flex items-baseline gap-2">
            <span className="truncate text-sm font-semibold">{isOwn ? t('chat.you') : group.name}</span>
            {account && <AccountMark account={account} />}
            <PresenceSign peerId={group.peerId} />
            <time
              dateTime={new Date(group.sentAt).toISOString()}
              className="shrink-0 text-xs text-quiet"
            >
              {clock.format(group.sentAt)}
            </time>
          </header>
          <div className="space-y-1">
            {group.messages.map((message) => (
              <Fragment key={message.messageId}>
                {message.text !== '' && <ChatText text={message.text} />}
                {message.file && <ChatFileLink file={message.file} />}
              </Fragment>
            ))}
          </div>
        </div>
      </article>
    </>
  );
}
