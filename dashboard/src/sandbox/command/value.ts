import { OPTION } from './leaf.ts';
import type { CommandOption } from './leaf.ts';
import { allFor, exactly } from './suggest.ts';
import type { Pickable } from './suggest.ts';

/** What stands in an option's field. */
export interface Held {
  text: string;
  /** What was chosen from the list; the text is then its label. */
  chosen?: string | number | boolean;
  file?: File;
}

/** Why Discord would not send an option: a text's key with its numbers. */
export interface Problem {
  key: 'required' | 'notNumber' | 'notWhole' | 'tooSmall' | 'tooLarge' | 'tooShort' | 'tooLong' | 'notListed' | 'needsFile';
  count?: number;
}

export type Checked = { value: string | number | boolean | File } | { problem: Problem } | null;

const TEXT_LIMIT = 6_000;

function numberOf(option: CommandOption, text: string): Checked {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return { problem: { key: 'notNumber' } };
  if (option.type === OPTION.integer && !Number.isInteger(value)) return { problem: { key: 'notWhole' } };
  const least = option.min_value ?? -Number.MAX_SAFE_INTEGER;
  const most = option.max_value ?? Number.MAX_SAFE_INTEGER;
  if (value < least) return { problem: { key: 'tooSmall', count: least } };
  return value > most ? { problem: { key: 'tooLarge', count: most } } : { value };
}

function textOf(option: CommandOption, text: string): Checked {
  const least = option.min_length ?? 0;
  const most = option.max_length ?? TEXT_LIMIT;
  if (text.length < least) return { problem: { key: 'tooShort', count: least } };
  return text.length > most ? { problem: { key: 'tooLong', count: most } } : { value: text };
}

/** The value that Discord would send for an option, why it would not send it, or null for one left out. */
export function checkOption(option: CommandOption, held: Held | undefined, pickable: Pickable): Checked {
  const { text = '', chosen, file } = held ?? {};
  if (option.type === OPTION.attachment) {
    if (file !== undefined) return { value: file };
    return option.required ? { problem: { key: 'needsFile' } } : null;
  }
  if (chosen !== undefined) return { value: chosen };
  if (text.trim() === '') return option.required ? { problem: { key: 'required' } } : null;
  const all = allFor(option, pickable);
  if (all.length > 0) {
    const match = exactly(all, text);
    return match === undefined ? { problem: { key: 'notListed' } } : { value: match.value };
  }
  return option.type === OPTION.integer || option.type === OPTION.number ? numberOf(option, text) : textOf(option, text);
}
