import i18next from 'i18next';
import { de } from './check/de.ts';
import { en } from './check/en.ts';

/** The texts of the connection check, which come with its page and not with the first load. */
export function addCheckTexts(): void {
  for (const [language, texts] of Object.entries({ en, de })) {
    i18next.addResourceBundle(language, 'check', texts);
  }
}
