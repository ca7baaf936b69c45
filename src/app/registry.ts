import { payloadOf } from '../define/payload.ts';
import { registryOf } from '../define/registry.ts';
import { LANGUAGES, type Language } from '../kernel/language.ts';
import { DEFAULT_SETTINGS } from '../kernel/settings.ts';
import { OUTBOX_STATEMENTS } from '../discord/rows.ts';
import { CORE_STATEMENTS } from '../ledger/also.ts';
import { catalogues } from './catalogues.ts';
import { FEATURES } from './features.ts';

const texts = new Map(LANGUAGES.map((language) => [language, catalogues.texts(language, DEFAULT_SETTINGS)]));

function textOf(key: string, language: Language): string {
  if (!catalogues.has(key, language)) throw new Error(`no text in ${language} for ${key}`);
  return texts.get(language)?.t(key) ?? '';
}

export const registry = registryOf(FEATURES, (key) => textOf(key, 'en'));

/** Statements that may ride in a ledger batch, in the order in which a batch runs them. */
export const STATEMENTS = [...CORE_STATEMENTS, ...FEATURES.flatMap((feature) => feature.statements ?? []), ...OUTBOX_STATEMENTS];

/** What `npm run register` sends to Discord. */
export function registrationPayload(): Record<string, unknown>[] {
  return payloadOf(FEATURES, textOf);
}
