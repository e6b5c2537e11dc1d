import { en } from './en.ts';
import type { FirstTexts, Texts } from './texts.ts';

/** The languages by their own names. English comes with the page, the others when they are asked for. */
export const LANGUAGES = {
  en: { label: 'English', load: async (): Promise<FirstTexts> => en },
  de: { label: 'Deutsch', load: (): Promise<Texts> => import('./de.ts').then(({ de }) => de) },
} as const;

export type Language = keyof typeof LANGUAGES;

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}
