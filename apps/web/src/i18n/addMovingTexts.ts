import i18next from 'i18next';
import { de } from './moving/de.ts';
import { en } from './moving/en.ts';

/** The texts of messages that move to another device, which come with their dialogs. */
export function addMovingTexts(): void {
  for (const [language, texts] of Object.entries({ en, de })) {
    i18next.addResourceBundle(language, 'moving', texts);
  }
}
