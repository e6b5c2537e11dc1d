import i18next from 'i18next';
import { deadEndsEn } from './deadEnds/en.ts';

/** The English texts of the pages that hardly anybody sees come with them. */
export function addDeadEndTexts(): void {
  i18next.addResourceBundle('en', 'translation', deadEndsEn, true);
}
