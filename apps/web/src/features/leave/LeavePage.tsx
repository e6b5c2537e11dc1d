import { useTranslation } from 'react-i18next';
import { useCall } from '../../session/SessionContext.ts';
import { Button } from '../../ui/Button.tsx';
import { ButtonLink } from '../../ui/ButtonLink.tsx';
import { MessagePage } from '../../ui/MessagePage.tsx';

/** After the call: left by wish, or ended by something that is said here. */
export function LeavePage({ onJoinAgain }: { onJoinAgain: () => void }) {
  const { t } = useTranslation();
  const error = useCall((state) => state.error);
  return (
    <MessagePage
      title={error === null ? t('leave.title') : t('leave.endedTitle')}
      text={error === null ? t('leave.hint') : t(`error.${error.code}`)}
      isAlert={error !== null}
    >
      <Button look="primary" size="large" className="w-full max-w-72" onClick={onJoinAgain}>
        {t('leave.joinAgain')}
      </Button>
      <ButtonLink to="/" look="ghost" className="w-full max-w-72">
        {t('common.home')}
      </ButtonLink>
    </MessagePage>
  );
}
