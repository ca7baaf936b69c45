import { createInstance, type i18n } from 'i18next';
import type { ErrorParams } from '../kernel/errors.ts';
import { LANGUAGES, type Language } from '../kernel/language.ts';
import type { Settings } from '../kernel/settings.ts';

type Tree = { [key: string]: string | Tree };

/** Texts and formats of one language, with the currency of one guild. */
export interface Texts {
  language: Language;
  t(key: string, params?: ErrorParams): string;
  /** 1234567 as `1,234,567`. */
  number(value: number): string;
  /** An amount with the guild's symbol: `🪙 1,234`. */
  money(amount: number): string;
}

/** Parts of a text between its placeholders, which stand at the odd places. */
type Template = string[];

/** The text as parts where it only takes values in; null where i18next has a choice to make (plurals, nesting, formats). */
function templateOf(instance: i18n, language: Language, key: string): Template | null {
  const text: unknown = instance.getResource(language, 'translation', key);
  if (typeof text !== 'string' || /\$t\(|\{\{[^}]*[^\w}][^}]*\}\}/.test(text)) return null;
  return text.split(/\{\{(\w+)\}\}/);
}

/** Keys are plain strings here: a test holds every key in the code against the English catalogue. */
function translateIn(instance: i18n, language: Language): (key: string, params?: ErrorParams) => string {
  const translate = instance.getFixedT(language);
  // A reply has several texts, and i18next interprets each anew: what never changes is worked out once an isolate.
  const fixed = new Map<string, string>();
  const templates = new Map<string, Template | null>();
  return (key, params) => {
    if (!params) {
      const known = fixed.get(key) ?? String(translate(key as never));
      fixed.set(key, known);
      return known;
    }
    let template = templates.get(key);
    if (template === undefined) templates.set(key, (template = templateOf(instance, language, key)));
    if (!template || 'count' in params || 'context' in params) return String(translate(key as never, params as never));
    return template.map((part, index) => (index % 2 === 0 ? part : String(params[part] ?? ''))).join('');
  };
}

/** All texts of this Coffer. Made once an isolate, in app/. */
export class Catalogues {
  readonly #i18n: i18n;
  readonly #fixed = new Map<Language, (key: string, params?: ErrorParams) => string>();
  readonly #numbers = new Map<Language, Intl.NumberFormat>();

  constructor(resources: Record<Language, Tree>) {
    this.#i18n = createInstance();
    void this.#i18n.init({
      lng: 'en',
      fallbackLng: 'en',
      initAsync: false,
      resources: Object.fromEntries(Object.entries(resources).map(([language, translation]) => [language, { translation }])),
      // Discord shows text, not HTML; Markdown of members is escaped where it is put in.
      interpolation: { escapeValue: false },
      returnNull: false,
    });
    for (const language of LANGUAGES) {
      this.#fixed.set(language, translateIn(this.#i18n, language));
      this.#numbers.set(language, new Intl.NumberFormat(language));
    }
  }

  has(key: string, language: Language): boolean {
    return this.#i18n.exists(key, { lng: language, fallbackLng: false as never });
  }

  /** The texts of a language for a guild. */
  texts(language: Language, { currency }: Pick<Settings, 'currency'>): Texts {
    const t = this.#fixed.get(language);
    const numbers = this.#numbers.get(language);
    if (!t || !numbers) throw new Error(`no texts in ${language}`);
    const number = (value: number): string => numbers.format(value);
    return { language, t, number, money: (amount) => `${currency.symbol} ${number(amount)}` };
  }
}
