import i18next from 'i18next';
import { de } from './admin/de.ts';
import { en } from './admin/en.ts';

/** The texts of the operator's page, which come with it and not with the first load. */
export function addAdminTexts(): void {
  for (const [language, texts] of Object.entries({ en, de })) {
    i18next.addResourceBundle(language, 'admin', texts);
  }
}
