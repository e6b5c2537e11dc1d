import i18next from 'i18next';
import { de } from './directory/de.ts';
import { en } from './directory/en.ts';

/** The texts of the phone book, which come with its page and not with the first load. */
export function addDirectoryTexts(): void {
  for (const [language, texts] of Object.entries({ en, de })) {
    i18next.addResourceBundle(language, 'directory', texts);
  }
}
