import { useTranslation } from 'react-i18next';
import { CheckPage } from '../features/check/CheckPage.tsx';
import { addCheckTexts } from '../i18n/addCheckTexts.ts';
import { LanguageSelect } from './LanguageSelect.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';

addCheckTexts();

export function CheckRoute() {
  const { t } = useTranslation('check');
  useDocumentTitle(t('title'));
  return <CheckPage footer={<LanguageSelect />} />;
}
