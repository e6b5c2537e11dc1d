import { useTranslation } from 'react-i18next';
import { Spinner } from '../ui/Spinner.tsx';

/** Between two pages, while the next one's code is loading; blank while that is quick. */
export function WaitingPage() {
  const { t } = useTranslation();
  return (
    <main className="grid min-h-dvh place-items-center text-quiet">
      <p role="status" className="flex animate-late items-center gap-3">
        <Spinner />
        {t('common.loading')}
      </p>
    </main>
  );
}
