import { ArrowDown, MessageSquare } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../session/SessionContext.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { ChatGroup } from './ChatGroup.tsx';
import { groupMessages } from './groupMessages.ts';
import { UnsentMessages } from './UnsentMessages.tsx';
import { useLogScroll } from './useLogScroll.ts';

export function ChatLog() {
  const { t } = useTranslation();
  const { messages, unsent, isLoadingOlder } = useCall((state) => state.chat);
  const groups = useMemo(() => groupMessages(messages), [messages]);
  const { ref, onScroll, isAtEnd, goToEnd } = useLogScroll();
  const isEmpty = messages.length === 0 && unsent.length === 0;
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={ref}
        role="log"
        aria-label={t('chat.log')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard.
        tabIndex={0}
        onScroll={onScroll}
        className="size-full overflow-y-auto overscroll-contain px-5 py-4 -outline-offset-2"
      >
        {isLoadingOlder && (
          <p className="flex items-center justify-center gap-2 pb-4 text-sm text-quiet">
            <Spinner className="size-4" />
            {t('chat.older')}
          </p>
        )}
        {groups.map((group) => (
          <ChatGroup key={group.key} group={group} />
        ))}
        <UnsentMessages />
      </div>
      {isEmpty && (
        <div className="pointer-events-none absolute inset-0 flex flex-col items-center justify-center px-10 text-center">
          <MessageSquare aria-hidden className="size-7 text-quiet" strokeWidth={1.5} />
          <p className="mt-3 font-medium">{t('chat.empty')}</p>
          <p className="mt-1 text-sm text-quiet text-pretty">{t('chat.emptyHint')}</p>
        </div>
      )}
      {!isAtEnd && !isEmpty && (
        <button
          type="button"
          onClick={goToEnd}
          className="absolute bottom-3 left-1/2 flex h-9 -translate-x-1/2 items-center gap-1.5 rounded-full bg-raised px-3.5 text-sm font-medium whitespace-nowrap shadow-raised hover:bg-fill"
        >
          <ArrowDown aria-hidden className="size-4" />
          {t('chat.newest')}
        </button>
      )}
    </div>
  );
}
