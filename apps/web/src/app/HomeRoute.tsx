import { HomePage } from '../features/home/HomePage.tsx';
import { addHomeTexts } from '../i18n/addHomeTexts.ts';
import { LanguageSelect } from './LanguageSelect.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';

addHomeTexts();

export function HomeRoute() {
  useDocumentTitle(null);
  return <HomePage footer={<LanguageSelect />} />;
}
