import i18next from 'i18next';
import { homeEn } from './home/en.ts';

/** The English texts of the home page come with it; other languages are one piece, loaded when needed. */
export function addHomeTexts(): void {
  i18next.addResourceBundle('en', 'translation', homeEn, true);
}
