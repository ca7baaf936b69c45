import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type texts from './en/index.ts';
import records from './en/records.json';
import shell from './en/shell.json';

/** The languages of both pages. They have the same texts, as test/catalogue/dashboard.test.ts holds. */
export const LANGUAGES = [{ code: 'en', name: 'English' }, { code: 'de', name: 'Deutsch' }] as const;

export type Language = (typeof LANGUAGES)[number]['code'];
/** A file of texts: each section has its own. */
export type Namespace = keyof typeof texts;

const KEPT = 'coffer-language';
/** What every page needs; in English it comes with the page itself. */
const ALWAYS: Namespace[] = ['shell', 'records'];

const files = import.meta.glob<object>(['./{en,de}/*.json', '!./en/{shell,records}.json'], { import: 'default' });

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  // Two parameters: i18next then takes the promise, and reports to whoever waits when it fails.
  read: async (language: string, namespace: string) => {
    const load = files[`./${language}/${namespace}.json`];
    if (!load) throw new Error(`there are no texts ${namespace} in ${language}`);
    return load();
  },
};

function isLanguage(code: string): code is Language {
  return LANGUAGES.some((language) => language.code === code);
}

function wanted(): Language {
  const codes = [localStorage.getItem(KEPT) ?? '', ...navigator.languages].map((code) => code.slice(0, 2));
  return codes.find(isLanguage) ?? 'en';
}

/** Shows the pages in this language from now on, once the texts that are in use are there. */
export async function setLanguage(code: Language): Promise<void> {
  await i18next.changeLanguage(code);
  localStorage.setItem(KEPT, code);
  document.documentElement.lang = code;
}

/** Gets texts before what shows them, so that no page flashes its keys. */
export function needTexts(...namespaces: Namespace[]): Promise<void> {
  return i18next.loadNamespaces(namespaces);
}

/** Makes the texts ready, in the language chosen before or else the browser's. */
export async function startTexts(namespaces: Namespace[]): Promise<void> {
  const code = wanted();
  document.documentElement.lang = code;
  await i18next.use(backend).use(initReactI18next).init({
    lng: code, fallbackLng: false, supportedLngs: LANGUAGES.map((language) => language.code), ns: [...ALWAYS, ...namespaces], defaultNS: 'shell',
    resources: { en: { shell, records } }, partialBundledLanguages: true, interpolation: { escapeValue: false }, react: { useSuspense: false },
  });
}
