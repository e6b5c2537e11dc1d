import i18next from 'i18next';
import { de } from './messages/de.ts';
import { en } from './messages/en.ts';

/** The texts of direct messages, which come with the phone book and not with the first load. */
export function addMessagesTexts(): void {
  for (const [language, texts] of Object.entries({ en, de })) {
    i18next.addResourceBundle(language, 'messages', texts);
  }
}
