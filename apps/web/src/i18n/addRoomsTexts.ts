import i18next from 'i18next';
import { de } from './rooms/de.ts';
import { en } from './rooms/en.ts';

/** The texts of the rooms that somebody keeps, which come with their page and not with the first load. */
export function addRoomsTexts(): void {
  for (const [language, texts] of Object.entries({ en, de })) {
    i18next.addResourceBundle(language, 'rooms', texts);
  }
}
