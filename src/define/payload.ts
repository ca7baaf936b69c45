import { LANGUAGES, type Language } from '../kernel/language.ts';
import type { AnyCommand, CommandGroup } from './command.ts';
import { isGroup, type Feature } from './feature.ts';
import { OPTION_TYPE, type Option, type Options } from './options.ts';

/** Gives the text of a key in a language; throws where the catalogue has none. */
export type TextOf = (key: string, language: Language) => string;

type Json = Record<string, unknown>;

const MANAGE_GUILD = '32';
const SUBCOMMAND = 1;

/** Discord's locales for a language of ours; English is the default and needs none. */
const DISCORD_LOCALES: Record<Language, string[]> = { en: [], de: ['de'] };

/** The registration payload of all features, sorted by type and name: what `npm run register` sends. */
export function payloadOf(features: Feature[], text: TextOf): Json[] {
  const commands = features.flatMap((feature) =>
    (feature.commands ?? []).map((declared) => {
      const key = `${feature.name}.commands.${declared.name}`;
      const body = isGroup(declared) ? groupOf(declared, key, text) : commandOf(declared, key, text);
      return { type: 1, ...body, ...scopeOf(isGroup(declared) ? declared.subcommands : [declared]) };
    }),
  );
  const menus = features.flatMap((feature) =>
    (feature.userCommands ?? []).map((menu) => {
      const key = `${feature.name}.menus.${menu.name}`;
      return { type: 2, name: text(key, 'en'), name_localizations: localized(key, text), ...scopeOf([menu]) };
    }),
  );
  return [...commands, ...menus].sort((a, b) => a.type - b.type || String(a.name).localeCompare(String(b.name), 'en'));
}

function scopeOf(rules: { permission: string }[]): Json {
  const staffOnly = rules.every(({ permission }) => permission !== 'member');
  // contexts 0: in servers alone; integration 0: installed to a server.
  return { default_member_permissions: staffOnly ? MANAGE_GUILD : null, contexts: [0], integration_types: [0] };
}

function localized(key: string, text: TextOf): Record<string, string> {
  return Object.fromEntries(
    LANGUAGES.flatMap((language) => DISCORD_LOCALES[language].map((locale) => [locale, text(key, language)])),
  );
}

function described(name: string, key: string, text: TextOf): { name: string } & Json {
  return { name, description: text(key, 'en'), description_localizations: localized(key, text) };
}

function groupOf(group: CommandGroup, key: string, text: TextOf): { name: string } & Json {
  return {
    ...described(group.name, `${key}.description`, text),
    options: group.subcommands.map((sub) => ({ type: SUBCOMMAND, ...commandOf(sub, `${key}.${sub.name}`, text) })),
  };
}

function commandOf(command: AnyCommand, key: string, text: TextOf): { name: string } & Json {
  return { ...described(command.name, `${key}.description`, text), options: optionsOf(command.options, key, text) };
}

function optionsOf(options: Options, key: string, text: TextOf): Json[] {
  const declared = Object.entries(options).map(([name, option]) => optionOf(name, option, key, text));
  // Discord wants the required ones first; the sort is stable.
  return declared.sort((a, b) => Number(b['required']) - Number(a['required']));
}

function optionOf(name: string, option: Option<unknown>, key: string, text: TextOf): Json {
  const lengths = option.type === OPTION_TYPE.string;
  const choices = option.choices?.map((value) => {
    const choiceKey = `${key}.choices.${name}.${value}`;
    return { name: text(choiceKey, 'en'), name_localizations: localized(choiceKey, text), value };
  });
  return {
    type: option.type,
    ...described(name, `${key}.options.${name}`, text),
    required: option.required,
    ...(option.min === undefined ? {} : { [lengths ? 'min_length' : 'min_value']: option.min }),
    ...(option.max === undefined || choices ? {} : { [lengths ? 'max_length' : 'max_value']: option.max }),
    ...(choices ? { choices } : {}),
    ...(option.channelTypes ? { channel_types: option.channelTypes } : {}),
    ...(option.autocomplete ? { autocomplete: true } : {}),
  };
}
