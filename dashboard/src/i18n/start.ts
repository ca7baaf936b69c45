import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en/index.ts';

/** The languages of both pages; English is the one that is never missing. */
export const LANGUAGES = [{ code: 'en', name: 'English' }, { code: 'de', name: 'Deutsch' }] as const;

export type Language = (typeof LANGUAGES)[number]['code'];

const KEPT = 'coffer-language';

const loaders: Record<Exclude<Language, 'en'>, () => Promise<{ default: typeof en }>> = { de: () => import('./de/index.ts') };

function isLanguage(code: string): code is Language {
  return LANGUAGES.some((language) => language.code === code);
}

function wanted(): Language {
  const codes = [localStorage.getItem(KEPT) ?? '', ...navigator.languages].map((code) => code.slice(0, 2));
  return codes.find(isLanguage) ?? 'en';
}

/** Shows the pages in this language from now on. */
export async function setLanguage(code: Language): Promise<void> {
  if (code !== 'en' && !i18next.hasResourceBundle(code, 'shell')) {
    const { default: loaded } = await loaders[code]();
    for (const [namespace, bundle] of Object.entries(loaded)) i18next.addResourceBundle(code, namespace, bundle);
  }
  localStorage.setItem(KEPT, code);
  document.documentElement.lang = code;
  await i18next.changeLanguage(code);
}

/** Makes the texts ready, in the language chosen before or else the browser's. */
export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en', fallbackLng: 'en', resources: { en }, interpolation: { escapeValue: false }, react: { useSuspense: false },
  });
  await setLanguage(wanted());
}
