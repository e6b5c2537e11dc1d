import { HomePage } from '../features/home/HomePage.tsx';
import { LanguageSelect } from './LanguageSelect.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';

export function HomeRoute() {
  useDocumentTitle(null);
  return <HomePage footer={<LanguageSelect />} />;
}
