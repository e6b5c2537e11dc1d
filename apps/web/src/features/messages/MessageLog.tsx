import type { StoredMessage } from '@parley/client/messages/StoredMessage';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MessageItem } from './MessageItem.tsx';

/** How near to its end a log counts as being read there, in CSS pixels. */
const NEAR = 48;

type MessageLogProps = { messages: readonly StoredMessage[]; author: string };

/** What was said; stays at its end while it is read there. */
export function MessageLog({ messages, author }: MessageLogProps) {
  const { t } = useTranslation('messages');
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const stayAtEnd = () => {
    const element = log.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever what is shown has changed.
  useLayoutEffect(() => stayAtEnd(), [messages]);
  const onScroll = () => {
    const element = log.current;
    if (!element) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
  };
  return (
    <div
      ref={log}
      role="log"
      aria-label={t('log')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard.
      tabIndex={0}
      onScroll={onScroll}
      // A picture takes its room when it is there.
      onLoadCapture={stayAtEnd}
      className="max-h-[26rem] min-h-40 overflow-y-auto overscroll-contain px-4 py-3 -outline-offset-2"
    >
      {messages.length === 0 && (
        <p className="px-6 pt-12 text-center text-sm text-quiet text-pretty">{t('empty')}</p>
      )}
      {messages.map((message) => (
        <MessageItem key={message.messageId} message={message} author={author} />
      ))}
    </div>
  );
}
