import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { addDoorsTexts } from '../../i18n/addDoorsTexts.ts';
import { useSession } from '../../session/SessionContext.ts';
import { ButtonLink } from '../../ui/ButtonLink.tsx';
import { MessagePage } from '../../ui/MessagePage.tsx';
import { Spinner } from '../../ui/Spinner.tsx';

addDoorsTexts();

/** Before the call, while the operator lets nobody in. The session knows when the doors open. */
export function DoorsClosedPage() {
  const { t } = useTranslation(['doors', 'translation']);
  const session = useSession();
  useEffect(() => {
    // Nobody is watched by their own camera while they wait; the pre-join page turns it on again.
    void session.setCamera(false);
    void session.setMicrophone(false);
  }, [session]);
  return (
    <MessagePage title={t('closedTitle')} text={t('closed')} isAlert>
      <p role="status" className="flex items-center gap-3 text-quiet">
        <Spinner />
        {t('waiting')}
      </p>
      <ButtonLink to="/" look="ghost" className="mt-3 w-full max-w-72">
        {t('common.home', { ns: 'translation' })}
      </ButtonLink>
    </MessagePage>
  );
}
