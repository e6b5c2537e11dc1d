import i18next from 'i18next';
import { de } from './doors/de.ts';
import { en } from './doors/en.ts';

/** The texts about closed doors, which come with the pages that need them and not with the first load. */
export function addDoorsTexts(): void {
  for (const [language, texts] of Object.entries({ en, de })) {
    i18next.addResourceBundle(language, 'doors', texts);
  }
}
