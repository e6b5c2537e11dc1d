import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../ui/ButtonLink.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';

/** One that was never given out, is too old, or is the code of two others: the server does not say. */
export function UnknownCodePage() {
  const { t } = useTranslation();
  return (
    <MessagePage title={t('code.unknown')} text={t('code.unknownHint')} isAlert>
      <ButtonLink to="/" look="primary" className="w-full max-w-72">
        {t('common.home')}
      </ButtonLink>
    </MessagePage>
  );
}
