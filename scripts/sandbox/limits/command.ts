import type { Dict } from '../model.ts';
import { Field } from './fields.ts';

/** Limits of application commands, in characters or entries. */
export const COMMAND = {
  name: 32, description: 100, options: 25, choices: 25, choiceText: 100, total: 8_000, chat: 100, user: 15, message: 15, newPerDay: 200,
} as const;

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES = new Set([
  'id', 'da', 'de', 'en-GB', 'en-US', 'es-ES', 'es-419', 'fr', 'hr', 'it', 'lt', 'hu', 'nl', 'no', 'pl', 'pt-BR', 'ro', 'fi', 'sv-SE',
  'vi', 'tr', 'cs', 'el', 'bg', 'ru', 'uk', 'hi', 'th', 'zh-CN', 'ja', 'zh-TW', 'ko',
]);
const SUBCOMMAND = 1;
const GROUP = 2;

function checkName(field: Field, chat: boolean): void {
  const name = String(field.value ?? '');
  if (!field.present && !field.required()) return;
  if (!chat) field.text(COMMAND.name, 1);
  else if (!NAME.test(name) || name !== name.toLowerCase()) {
    field.fail('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid: 1 to 32 letters, digits, - _ \', all lower case');
  }
}

function localizations(field: Field): Field[] {
  if (!field.present) return [];
  return Object.keys(field.value as Dict).map((locale) => {
    if (!LOCALES.has(locale)) field.at(locale).fail('BASE_TYPE_CHOICES', 'Value must be one of the locales of Discord.');
    return field.at(locale);
  });
}

function checkTexts(item: Field, chat: boolean): void {
  checkName(item.at('name'), chat);
  for (const name of localizations(item.at('name_localizations'))) checkName(name, chat);
  const description = item.at('description');
  if (chat) {
    if (description.required()) description.text(COMMAND.description, 1);
    for (const text of localizations(item.at('description_localizations'))) text.text(COMMAND.description, 1);
  } else if (description.value) description.fail('APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION', 'Context menu commands cannot have description');
}

function checkChoices(option: Field, type: number): void {
  const choices = option.at('choices');
  const list = choices.items(COMMAND.choices);
  if (list.length > 0 && option.at('autocomplete').value === true) {
    choices.fail('APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE', 'Choices and autocomplete exclude each other');
  }
  if (list.length > 0 && ![3, 4, 10].includes(type)) choices.fail('APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE', 'Only string, integer and number options take choices');
  const seen = new Set<unknown>();
  for (const choice of list) {
    const name = choice.at('name');
    if (name.required()) name.text(COMMAND.choiceText, 1);
    for (const text of localizations(choice.at('name_localizations'))) text.text(COMMAND.choiceText, 1);
    if (seen.has(name.value)) name.fail('APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS', 'The specified choice name is already used');
    seen.add(name.value);
    const value = choice.at('value');
    if (!value.required()) continue;
    if (type === 3) value.text(COMMAND.choiceText);
    else if (typeof value.value !== 'number') value.fail('NUMBER_TYPE_COERCE', `Value "${String(value.value)}" is not a number.`);
  }
}

function checkOption(option: Field, depth: number): void {
  checkTexts(option, true);
  const type = option.at('type');
  if (!type.required()) return;
  type.integer(1, 11);
  const kind = Number(type.value);
  if (kind === SUBCOMMAND || kind === GROUP) {
    const misplaced = depth > 1 || (kind === GROUP && depth > 0);
    if (misplaced) type.fail('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-commands and sub-command groups cannot be nested this way');
    const inner = option.at('options').items(Number.POSITIVE_INFINITY);
    if (kind === GROUP && inner.some((o) => o.at('type').value !== SUBCOMMAND)) type.fail('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'A group holds sub-commands only');
    checkOptions(option.at('options'), depth + 1, kind === GROUP);
    return;
  }
  checkChoices(option, kind);
  option.at('min_length').integer(0, 6_000);
  option.at('max_length').integer(1, 6_000);
  if (option.at('autocomplete').value === true && ![3, 4, 10].includes(kind)) {
    option.at('autocomplete').fail('APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_TYPE', 'Only string, integer and number options autocomplete');
  }
}

function checkOptions(options: Field, depth: number, inGroup = false): void {
  const list = options.items(COMMAND.options);
  const nested = list.filter((o) => [SUBCOMMAND, GROUP].includes(Number(o.at('type').value)));
  if (!inGroup && nested.length > 0 && nested.length < list.length) {
    options.fail('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-command and sub-command group option types are mutually exclusive to all other types');
  }
  const seen = new Set<unknown>();
  let optional = false;
  for (const option of list) {
    checkOption(option, depth);
    const name = option.at('name').value;
    if (seen.has(name)) option.at('name').fail('APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'The specified option name is already used');
    seen.add(name);
    if (option.at('required').value !== true) optional = true;
    else if (optional) option.fail('APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options must be placed before non-required options');
  }
}

function longest(item: Dict, key: string): number {
  const translated = Object.values((item[`${key}_localizations`] ?? {}) as Dict);
  return Math.max(...[item[key], ...translated].map((text) => (typeof text === 'string' ? text.length : 0)));
}

/** Characters that count towards the 8,000: names, descriptions and choice values, each in its longest language. */
function commandSize(item: Dict): number {
  const below = [item['options'], item['choices']].flatMap((list) => (Array.isArray(list) ? (list as Dict[]) : []));
  const value = typeof item['value'] === 'string' ? item['value'].length : 0;
  return longest(item, 'name') + longest(item, 'description') + value + below.reduce((sum, child) => sum + commandSize(child), 0);
}

/** Finds what Discord would refuse in one command. */
export function checkCommand(command: Field): void {
  const chat = (command.at('type').value ?? 1) === 1;
  command.at('type').integer(1, 4);
  checkTexts(command, chat);
  if (!chat && command.at('options').items(COMMAND.options).length > 0) {
    command.at('options').fail('APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS', 'Context menu commands cannot have options');
  }
  const bits = command.at('default_member_permissions');
  if (bits.present && !/^\d+$/.test(String(bits.value))) bits.fail('NUMBER_TYPE_COERCE', `Value "${String(bits.value)}" is not int.`);
  checkOptions(command.at('options'), 0);
  if (commandSize((command.value ?? {}) as Dict) > COMMAND.total) {
    command.fail('APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${COMMAND.total})`);
  }
}
