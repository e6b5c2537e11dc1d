import i18next from 'i18next';
import { de } from './quality/de.ts';
import { en } from './quality/en.ts';

/** The texts about how well people arrive, which come with the call's page and not with the first load. */
export function addQualityTexts(): void {
  for (const [language, texts] of Object.entries({ en, de })) {
    i18next.addResourceBundle(language, 'quality', texts);
  }
}
