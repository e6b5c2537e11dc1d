import { lazy, Suspense } from 'react';
import { HomePage } from '../features/home/HomePage.tsx';
import { addHomeTexts } from '../i18n/addHomeTexts.ts';
import { LanguageSelect } from './LanguageSelect.tsx';
import { loadPart } from './loadPart.ts';
import { useDocumentTitle } from './useDocumentTitle.ts';

addHomeTexts();

// After the page can be used: it does not wait for who is signed in.
const AccountCorner = lazy(() =>
  loadPart(() => import('./AccountCorner.tsx').then(({ AccountCorner }) => ({ default: AccountCorner })))
    // The page can be used without it, too.
    .catch(() => ({ default: () => null })),
);

export function HomeRoute() {
  useDocumentTitle(null);
  const corner = (
    <Suspense fallback={null}>
      <AccountCorner />
    </Suspense>
  );
  return <HomePage corner={corner} footer={<LanguageSelect />} />;
}
