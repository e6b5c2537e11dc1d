import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';

export function CrashPage({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <MessagePage title={t('page.crashTitle')} text={t('page.crash')} isAlert>
      <Button look="primary" onClick={() => location.reload()}>
        {t('page.reload')}
      </Button>
      <details className="mt-6 w-full text-left text-sm text-quiet">
        <summary className="rounded">{t('page.details')}</summary>
        <pre className="mt-2 overflow-x-auto rounded-xl bg-fill p-4 text-xs whitespace-pre-wrap">
          {error.stack ?? error.message}
        </pre>
      </details>
    </MessagePage>
  );
}
