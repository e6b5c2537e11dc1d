import { en } from './en.ts';

type Same<Shape> = { [Key in keyof Shape]: Shape[Key] extends string ? string : Same<Shape[Key]> };

/** What a language has to bring. */
export type Texts = Same<typeof en>;

/** The languages by their own names. English comes with the page, the others when they are asked for. */
export const LANGUAGES = {
  en: { label: 'English', load: async (): Promise<Texts> => en },
  de: { label: 'Deutsch', load: () => import('./de.ts').then(({ de }): Texts => de) },
} as const;

export type Language = keyof typeof LANGUAGES;

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}
