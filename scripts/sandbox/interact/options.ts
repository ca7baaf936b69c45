import type { Dict, StoredCommand } from '../model.ts';
import { Refusal } from './request.ts';
import type { GivenFile, GivenValue, RawOption, UploadedId } from './request.ts';
import type { Resolver } from './resolve.ts';

/** An option as it was registered. */
export interface OptionDefinition {
  type: number;
  name: string;
  description: string;
  required?: boolean;
  autocomplete?: boolean;
  options?: OptionDefinition[];
  choices?: { name: string; value: string | number }[];
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
  channel_types?: number[];
}

const TRUE = ['true', 'yes', 'on', '1', 'ja'];
const FALSE = ['false', 'no', 'off', '0', 'nein'];

/** Follows "eco give" down to the options of the subcommand; `path` holds the subcommands below the command. */
export function leafOf(command: StoredCommand, words: string[]): { path: OptionDefinition[]; options: OptionDefinition[] } {
  let options = (command.options ?? []) as OptionDefinition[];
  const path: OptionDefinition[] = [];
  for (const word of words) {
    const next = options.find((o) => o.type <= 2 && o.name === word);
    if (next === undefined) throw new Refusal([`/${[command.name, ...path.map((p) => p.name)].join(' ')} has no subcommand "${word}"`]);
    path.push(next);
    options = next.options ?? [];
  }
  if (options.some((o) => o.type <= 2)) {
    const names = options.map((o) => o.name).join(', ');
    throw new Refusal([`/${[command.name, ...path.map((p) => p.name)].join(' ')} needs a subcommand: ${names}`]);
  }
  return { path, options };
}

function numberOf(option: OptionDefinition, given: GivenValue): number | string {
  const value = typeof given === 'number' ? given : Number(String(given).trim().replaceAll('_', ''));
  if (String(given).trim() === '' || !Number.isFinite(value)) return `${option.name}: "${String(given)}" is not a number`;
  if (option.type === 4 && !Number.isInteger(value)) return `${option.name}: "${String(given)}" is not a whole number`;
  if (option.type === 4 && Math.abs(value) > Number.MAX_SAFE_INTEGER) return `${option.name}: beyond 2^53-1, the most that Discord lets through`;
  if (option.min_value !== undefined && value < option.min_value) return `${option.name}: ${value} is less than ${option.min_value}`;
  if (option.max_value !== undefined && value > option.max_value) return `${option.name}: ${value} is more than ${option.max_value}`;
  return value;
}

function lengthProblem(option: OptionDefinition, text: string): string | undefined {
  if (text.length < (option.min_length ?? 0)) return `${option.name}: at least ${option.min_length} characters`;
  if (text.length > (option.max_length ?? 6_000)) return `${option.name}: at most ${option.max_length ?? 6_000} characters`;
  return undefined;
}

/** The value that Discord would send, or a line that says why it would not. */
function valueOf(option: OptionDefinition, given: GivenValue, resolver: Resolver): { value: unknown } | { problem: string } {
  const text = String(given);
  const named = (id: string | undefined, what: string): { value: unknown } | { problem: string } =>
    id === undefined ? { problem: `${option.name}: there is no ${what} "${text}"` } : { value: id };
  if (option.choices !== undefined && option.choices.length > 0) {
    const choice = option.choices.find((c) => String(c.value) === text || c.name.toLowerCase() === text.toLowerCase());
    return choice === undefined ? { problem: `${option.name}: one of ${option.choices.map((c) => c.name).join(', ')}` } : { value: choice.value };
  }
  switch (option.type) {
    case 4: case 10: {
      const number = numberOf(option, given);
      return typeof number === 'string' ? { problem: number } : { value: number };
    }
    case 5:
      if (TRUE.includes(text.toLowerCase())) return { value: true };
      return FALSE.includes(text.toLowerCase()) ? { value: false } : { problem: `${option.name}: true or false` };
    case 6: return named(resolver.user(text), 'member');
    case 7: return named(resolver.channel(text), 'channel');
    case 8: return named(resolver.role(text), 'role');
    case 9: return named(resolver.mentionable(text), 'member or role');
    case 11: return typeof given === 'object' && !Array.isArray(given) ? { value: resolver.file(given as GivenFile | UploadedId) } : { problem: `${option.name}: a file is needed` };
    default: {
      const problem = lengthProblem(option, text);
      return problem === undefined ? { value: text } : { problem };
    }
  }
}

/** Builds data.options from {name: value}; throws a Refusal with every reason why Discord would not send it. */
export function buildOptions(
  definitions: OptionDefinition[], given: Record<string, GivenValue>, resolver: Resolver, mode: { unchecked: boolean; focused?: string },
): Dict[] {
  const problems: string[] = [];
  const built: Dict[] = [];
  for (const name of Object.keys(given)) {
    if (!definitions.some((o) => o.name === name)) problems.push(`there is no option "${name}"; options: ${definitions.map((o) => o.name).join(', ') || 'none'}`);
  }
  for (const option of definitions) {
    const value = given[option.name];
    if (option.name === mode.focused) {
      built.push({ name: option.name, type: option.type, value: String(value ?? ''), focused: true });
    } else if (value === undefined) {
      if (option.required && mode.focused === undefined) problems.push(`${option.name} is required: ${option.description}`);
    } else {
      const result = valueOf(option, value, resolver);
      if ('value' in result) built.push({ name: option.name, type: option.type, value: result.value });
      else if (mode.unchecked) built.push({ name: option.name, type: option.type, value: typeof value === 'string' && [4, 10].includes(option.type) && value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : value });
      else problems.push(result.problem);
    }
  }
  if (problems.length > 0 && !mode.unchecked) throw new Refusal(problems);
  return built;
}

/** Wraps options into their subcommands, outermost first. */
export function nestOptions(path: OptionDefinition[], options: Dict[]): Dict[] {
  return path.reduceRight<Dict[]>((inner, part) => [{ name: part.name, type: part.type, options: inner }], options);
}

/** Whether options are in Discord's own form already. */
export function isRaw(options: Record<string, GivenValue> | RawOption[] | undefined): options is RawOption[] {
  return Array.isArray(options);
}
