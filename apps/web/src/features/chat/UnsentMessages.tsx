import { CircleAlert, RotateCw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCall, useSession } from '../../session/SessionContext.ts';
import { Button } from '../../ui/Button.tsx';
import { ChatText } from './ChatText.tsx';
import { UnsentFileLine } from './UnsentFileLine.tsx';
import { useUnsentProblem } from './useUnsentProblem.ts';

/** On their way, or stuck: a message that fails keeps its text and says why. */
export function UnsentMessages() {
  const { t } = useTranslation();
  const session = useSession();
  const unsent = useCall((state) => state.chat.unsent);
  const problemOf = useUnsentProblem();
  return unsent.map(({ messageId, text, error, file }) => (
    <article key={messageId} className="mb-3 pl-11">
      <div className="text-quiet">
        {text !== '' && <ChatText text={text} />}
        {file && <UnsentFileLine file={file} isUnderWay={error === null} />}
      </div>
      {error === null ? (
        <p className="text-xs text-quiet">{t('chat.sending')}</p>
      ) : (
        <div className="mt-1 flex items-center gap-2 text-sm text-danger">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          <p role="alert" className="min-w-0 flex-1">
            {t('chat.failed')} {problemOf(error, file !== null)}
          </p>
          <Button size="small" onClick={() => session.retryChat(messageId)}>
            <RotateCw aria-hidden className="size-3.5" />
            {t('chat.retry')}
          </Button>
        </div>
      )}
      {file && (error !== null || file.fileId === null) && (
        <Button
          size="small"
          className="mt-1"
          aria-label={t('chat.file.cancelNamed', { name: file.name })}
          onClick={() => session.cancelChat(messageId)}
        >
          <X aria-hidden className="size-3.5" />
          {t('chat.file.cancel')}
        </Button>
      )}
    </article>
  ));
}
