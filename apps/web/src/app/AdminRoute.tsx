import { useTranslation } from 'react-i18next';
import { AdminPage } from '../features/admin/AdminPage.tsx';
import { addAdminTexts } from '../i18n/addAdminTexts.ts';
import { LanguageSelect } from './LanguageSelect.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';

addAdminTexts();

export function AdminRoute() {
  const { t } = useTranslation('admin');
  useDocumentTitle(t('title'));
  return <AdminPage footer={<LanguageSelect />} />;
}
