import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../ui/ButtonLink.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';

export function UnsupportedPage({ missing }: { missing: readonly string[] }) {
  const { t } = useTranslation();
  useDocumentTitle(t('page.unsupportedTitle'));
  return (
    <MessagePage
      title={t('page.unsupportedTitle')}
      text={t('page.unsupported', { missing: missing.join(', ') })}
    >
      <ButtonLink to="/">{t('common.home')}</ButtonLink>
    </MessagePage>
  );
}
