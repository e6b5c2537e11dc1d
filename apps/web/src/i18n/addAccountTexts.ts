import i18next from 'i18next';
import { de } from './account/de.ts';
import { en } from './account/en.ts';

/** The texts about one's account, which come with its pages and not with the first load. */
export function addAccountTexts(): void {
  for (const [language, texts] of Object.entries({ en, de })) {
    i18next.addResourceBundle(language, 'account', texts);
  }
}
