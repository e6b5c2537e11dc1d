import { useTranslation } from 'react-i18next';
import { addDeadEndTexts } from '../i18n/addDeadEndTexts.ts';
import { ButtonLink } from '../ui/ButtonLink.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';

addDeadEndTexts();

export function NotFoundPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('page.notFoundTitle'));
  return (
    <MessagePage title={t('page.notFoundTitle')} text={t('page.notFound')}>
      <ButtonLink to="/" look="primary">
        {t('common.home')}
      </ButtonLink>
    </MessagePage>
  );
}
