import type { StoredMessage } from '@parley/client/messages/StoredMessage';
import { CircleAlert, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMessagesSession } from '../../session/MessagesContext.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { MessageFile } from './MessageFile.tsx';

/** One message: what was said, by whom, when, and what has become of it. */
export function MessageItem({ message, author }: { message: StoredMessage; author: string }) {
  const { t, i18n } = useTranslation('messages');
  const session = useMessagesSession();
  const { isOwn, text, file, sentAt, mark, problem, messageId } = message;
  const clock = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'short' });
  const reason = problem === 'not-found' || problem === 'full' ? problem : 'other';
  return (
    <article className={classNames('mb-3 max-w-[85%]', isOwn ? 'ml-auto text-right' : 'text-left')}>
      <h4 className="sr-only">{isOwn ? t('you') : author}</h4>
      <div
        className={classNames(
          'inline-block max-w-full rounded-2xl px-3.5 py-2 text-left text-[0.9375rem] leading-relaxed whitespace-pre-wrap wrap-anywhere forced-colors:border',
          isOwn ? 'bg-accent-soft' : 'bg-fill',
          text === null && 'text-quiet italic',
        )}
      >
        {file && <MessageFile message={message} file={file} />}
        {text !== '' && <p>{text ?? t('unreadable')}</p>}
      </div>
      {problem === null ? (
        <p className="mt-0.5 px-1 text-xs text-quiet">
          <time dateTime={new Date(sentAt).toISOString()}>{clock.format(sentAt)}</time>
          {isOwn && <> · {t(`mark.${mark}`)}</>}
        </p>
      ) : (
        <div className="mt-1 flex items-center justify-end gap-2 text-sm text-danger">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          <p role="alert">
            {t('notSent')} {t(`refused.${reason}`)}
          </p>
          <Button size="small" onClick={() => void session.retry(messageId)}>
            <RotateCw aria-hidden className="size-3.5" />
            {t('retry')}
          </Button>
        </div>
      )}
    </article>
  );
}
