import { ClosedReason } from '@parley/protocol/doors';
import { useTranslation } from 'react-i18next';
import { addDoorsTexts } from '../../i18n/addDoorsTexts.ts';
import { useCall } from '../../session/SessionContext.ts';
import { Button } from '../../ui/Button.tsx';
import { ButtonLink } from '../../ui/ButtonLink.tsx';
import { MessagePage } from '../../ui/MessagePage.tsx';

addDoorsTexts();

/** After a call that the operator has ended, for all or for this person. */
export function EndedPage({ onJoinAgain }: { onJoinAgain: () => void }) {
  const { t } = useTranslation(['doors', 'translation']);
  const details = useCall((state) => state.error?.details);
  const reason = ClosedReason.safeParse(details?.['reason']).data ?? 'room-closed';
  return (
    <MessagePage title={t(`ended.${reason}.title`)} text={t(`ended.${reason}.text`)} isAlert>
      <Button look="primary" size="large" className="w-full max-w-72" onClick={onJoinAgain}>
        {t('leave.joinAgain', { ns: 'translation' })}
      </Button>
      <ButtonLink to="/" look="ghost" className="w-full max-w-72">
        {t('common.home', { ns: 'translation' })}
      </ButtonLink>
    </MessagePage>
  );
}
