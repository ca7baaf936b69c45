/** Languages that Coffer speaks; every text is there in each. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Discord's locale tag (`en-US`, `de`) as a language of ours; English where there is none. */
export function languageOf(locale: string | undefined): Language {
  const prefix = locale?.slice(0, 2);
  return LANGUAGES.find((language) => language === prefix) ?? 'en';
}
