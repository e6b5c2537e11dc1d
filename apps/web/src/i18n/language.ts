import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { preferences } from '../preferences/preferences.ts';
import { en } from './en.ts';
import { isLanguage, LANGUAGES, type Language } from './languages.ts';

/** The chosen language, else the first one of the browser's that there is, else English. */
function wantedLanguage(): Language {
  const { language } = preferences.getState();
  const tags = language === null ? navigator.languages : [language, ...navigator.languages];
  for (const tag of tags) {
    const base = tag.split('-')[0] ?? tag;
    if (isLanguage(base)) return base;
  }
  return 'en';
}

async function show(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await LANGUAGES[language].load());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Loads the language of the person before the first text is shown, and follows the preference. */
export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React escapes by itself.
    interpolation: { escapeValue: false },
  });
  // A language that cannot be loaded leaves the page in the one it has.
  const follow = () => show(wantedLanguage()).catch(() => undefined);
  await follow();
  preferences.subscribe((now, before) => {
    if (now.language !== before.language) void follow();
  });
}
