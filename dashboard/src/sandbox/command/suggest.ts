import type { Named } from '../../discord/surroundings.ts';
import { OPTION } from './leaf.ts';
import type { CommandOption } from './leaf.ts';

/** Something to choose for an option. */
export interface Suggestion {
  value: string | number | boolean;
  label: string;
  detail?: string;
  color?: string;
}

/** Who and what can be named in an option. */
export interface Pickable {
  users: Named[];
  roles: Named[];
  channels: Named[];
  locale: string;
}

/** Discord shows no more. */
const SHOWN = 25;

function named(things: Named[], mark: string): Suggestion[] {
  return things.map(({ id, name, color }) => ({ value: id, label: `${mark}${name.replace(/^@/, '')}`, ...(color === undefined ? {} : { color }) }));
}

/** All that an option may be where that is a list; an autocompleted one asks the app instead. */
export function allFor(option: CommandOption, pickable: Pickable): Suggestion[] {
  if (option.choices !== undefined && option.choices.length > 0) {
    return option.choices.map(({ name, value, name_localizations: others }) => ({ value, label: others?.[pickable.locale] ?? name }));
  }
  switch (option.type) {
    case OPTION.boolean: return [{ value: true, label: 'True' }, { value: false, label: 'False' }];
    case OPTION.user: return named(pickable.users, '@');
    case OPTION.role: return named(pickable.roles, '@');
    case OPTION.mentionable: return [...named(pickable.users, '@'), ...named(pickable.roles, '@')];
    case OPTION.channel: return named(pickable.channels.filter(({ type }) => option.channel_types === undefined || type === undefined || option.channel_types.includes(type)), '#');
    default: return [];
  }
}

/** A text without case, accents and the mark before a name. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/^[@#]/, '').toLowerCase();
}

/** Suggestions that fit what was typed: those that begin with it first. */
export function narrow(all: Suggestion[], typed: string): Suggestion[] {
  const wanted = plain(typed.trim());
  const begin = all.filter(({ label }) => plain(label).startsWith(wanted));
  const hold = all.filter((each) => !begin.includes(each) && plain(each.label).includes(wanted));
  return [...begin, ...hold].slice(0, SHOWN);
}

/** The one that a text names exactly: by label, value or mention. */
export function exactly(all: Suggestion[], typed: string): Suggestion | undefined {
  const text = typed.trim();
  const id = /^<(?:@[!&]?|#)(\d+)>$/.exec(text)?.[1] ?? text;
  return all.find(({ value }) => String(value) === id) ?? all.find(({ label }) => plain(label) === plain(text));
}
