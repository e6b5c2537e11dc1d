import { useTranslation } from 'react-i18next';
import { useMessagesSession } from '../../session/MessagesContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Its owner has removed this browser: it comes back only as another device. */
export function RemovedNotice({ className }: { className: string }) {
  const { t } = useTranslation('messages');
  const session = useMessagesSession();
  return (
    <Notice look="problem" title={t('removed.title')} className={className}>
      {t('removed.text')}
      <p className="mt-3">
        <Button size="small" onClick={() => void session.addAgain()}>
          {t('removed.addAgain')}
        </Button>
      </p>
    </Notice>
  );
}
