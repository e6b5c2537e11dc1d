import i18next from 'i18next';
import { callEn } from './call/en.ts';

/** The English texts of the call come with its page; other languages are one piece, loaded when needed. */
export function addCallTexts(): void {
  i18next.addResourceBundle('en', 'translation', callEn, true);
}
