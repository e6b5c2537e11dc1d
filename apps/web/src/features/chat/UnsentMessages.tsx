import { CircleAlert, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCall, useSession } from '../../session/SessionContext.ts';
import { Button } from '../../ui/Button.tsx';
import { ChatText } from './ChatText.tsx';

/** On their way, or stuck: a message that fails keeps its text and says why. */
export function UnsentMessages() {
  const { t } = useTranslation();
  const session = useSession();
  const unsent = useCall((state) => state.chat.unsent);
  return unsent.map(({ messageId, text, error }) => (
    <article key={messageId} className="mb-3 pl-11">
      <div className="text-quiet">
        <ChatText text={text} />
      </div>
      {error === null ? (
        <p className="text-xs text-quiet">{t('chat.sending')}</p>
      ) : (
        <div className="mt-1 flex items-center gap-2 text-sm text-danger">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          <p role="alert" className="min-w-0 flex-1">
            {t('chat.failed')}{' '}
            {error.code === 'unavailable' ? t('chat.notKept') : t(`error.${error.code}`)}
          </p>
          <Button size="small" onClick={() => session.retryChat(messageId)}>
            <RotateCw aria-hidden className="size-3.5" />
            {t('chat.retry')}
          </Button>
        </div>
      )}
    </article>
  ));
}
