import i18next from 'i18next';
import { de } from './ringing/de.ts';
import { en } from './ringing/en.ts';

/** The texts of direct calls, which come with whoever is signed in and not with the first load. */
export function addRingingTexts(): void {
  for (const [language, texts] of Object.entries({ en, de })) {
    i18next.addResourceBundle(language, 'ringing', texts);
  }
}
