import { useTranslation } from 'react-i18next';
import { MessagePage } from '../ui/MessagePage.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';

export function InsecurePage() {
  const { t } = useTranslation();
  const secure = new URL(location.href);
  secure.protocol = 'https:';
  useDocumentTitle(t('page.insecureTitle'));
  return (
    <MessagePage title={t('page.insecureTitle')} text={t('page.insecure')}>
      <p>{t('page.insecureTry')}</p>
      <a href={secure.href} className="rounded font-medium text-accent underline underline-offset-4">
        {secure.href}
      </a>
      <p className="text-sm text-quiet text-pretty">{t('page.insecureAdmin')}</p>
    </MessagePage>
  );
}
