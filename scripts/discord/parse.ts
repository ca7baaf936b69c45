import { nearest } from './nearest.ts';
import { PlainError } from './sandbox-client.ts';

/** The switches that every call takes. */
export interface Switches {
  as?: string;
  locale?: string;
  channel?: string;
  message?: string;
  dm: boolean;
  json: boolean;
  unchecked: boolean;
  repeat?: number;
  /** Paths of files, for the attachment options or the file field in order. */
  files?: string[];
}

const VALUED = ['as', 'locale', 'channel', 'message', 'repeat', 'file'] as const;
const BARE = ['dm', 'json', 'unchecked'] as const;

/** Splits the arguments into words and switches; --name value and --name=value are alike. */
export function parseArguments(given: string[]): { words: string[]; switches: Switches } {
  const words: string[] = [];
  const switches: Switches = { dm: false, json: false, unchecked: false };
  for (let index = 0; index < given.length; index++) {
    const argument = given[index] ?? '';
    const [, name = '', inline] = /^--([a-z]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name === '') words.push(argument);
    else if (BARE.includes(name as (typeof BARE)[number])) switches[name as (typeof BARE)[number]] = true;
    else if (VALUED.includes(name as (typeof VALUED)[number])) {
      const value = inline ?? given[++index];
      if (value === undefined) throw new PlainError(`--${name} needs a value`);
      if (name === 'file') (switches.files ??= []).push(value);
      else if (name !== 'repeat') switches[name as Exclude<(typeof VALUED)[number], 'repeat' | 'file'>] = value;
      else if (/^[1-9]\d{0,2}$/.test(value)) switches.repeat = Number(value);
      else throw new PlainError('--repeat needs a number from 1 to 200');
    } else throw new PlainError(`there is no switch --${name}${suggestion(name, [...VALUED, ...BARE].map(String), '--')}`);
  }
  return { words: words.length === 1 ? splitQuoted(words[0] ?? '') : words, switches };
}

/** "; did you mean …?" for a mistyped word, or nothing. */
export function suggestion(word: string, known: string[], prefix = ''): string {
  const close = nearest(word, known);
  return close.length === 0 ? '' : `; did you mean ${close.map((k) => prefix + k).join(' or ')}?`;
}

/** Splits "/pay @mika 50 note:'for lunch'" as a shell would; a single command may come as one quoted argument. */
function splitQuoted(text: string): string[] {
  if (!text.startsWith('/')) return [text];
  const words = text.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''));
}

/** An option or subcommand as registered; only what parsing needs. */
export interface Parameter {
  name: string;
  type: number;
  options?: Parameter[];
}

const SUBCOMMAND = 1;
const GROUP = 2;
const TEXT = 3;

export interface ParsedCommand {
  /** "eco give" */
  name: string;
  options: Record<string, string>;
  /** The parameters of the command or subcommand that was named. */
  parameters: Parameter[];
  /** The option that was given last. */
  last?: string;
}

function descend(command: Parameter, words: string[]): { name: string; parameters: Parameter[]; rest: string[] } {
  let { name } = command;
  let parameters = command.options ?? [];
  let rest = words;
  while (parameters.some((p) => p.type === SUBCOMMAND || p.type === GROUP)) {
    const names = parameters.map((p) => p.name);
    const [word, ...others] = rest;
    if (word === undefined) throw new PlainError(`/${name} needs a subcommand: ${names.join(', ')}`);
    const next = parameters.find((p) => p.name === word.toLowerCase());
    if (next === undefined) throw new PlainError(`/${name} has no subcommand "${word}"${suggestion(word, names)} There are: ${names.join(', ')}`);
    name = `${name} ${next.name}`;
    parameters = next.options ?? [];
    rest = others;
  }
  return { name, parameters, rest };
}

/** Reads "/eco give user:@mika amount:5" or "/pay @mika 50 for lunch" against the registered commands. */
export function parseCommand(words: string[], commands: Parameter[]): ParsedCommand {
  const wanted = (words[0] ?? '').replace(/^\//, '').toLowerCase();
  const command = commands.find((c) => c.name === wanted);
  if (command === undefined) {
    throw new PlainError(`there is no command /${wanted}${suggestion(wanted, commands.map((c) => c.name), '/') || '; npm run discord lists them'}`);
  }
  const { name, parameters, rest } = descend(command, words.slice(1));
  const options: Record<string, string> = {};
  let last: string | undefined;
  let positional: Parameter | undefined;
  for (const word of rest) {
    const [, key = '', value = ''] = /^(\p{L}[\p{L}\p{N}_-]*):(?!\/\/)(.*)$/su.exec(word) ?? [];
    const named = parameters.find((p) => p.name === key.toLowerCase());
    if (named !== undefined) {
      options[named.name] = value;
      last = named.name;
      positional = undefined;
    } else if (key !== '') {
      const names = parameters.map((p) => p.name);
      throw new PlainError(`/${name} has no option "${key}"${suggestion(key, names)} Options: ${names.join(', ') || 'none'}`);
    } else {
      const next = parameters.find((p) => options[p.name] === undefined);
      if (next !== undefined) {
        options[next.name] = word;
        positional = next;
      } else if (positional?.type === TEXT) options[positional.name] += ` ${word}`;
      else throw new PlainError(`/${name} takes no more than ${parameters.length} options; "${word}" is left over`);
      last = positional?.name;
    }
  }
  return { name, options, parameters, ...(last === undefined ? {} : { last }) };
}

/** Reads field=value words of a form. */
export function parseFields(words: string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => {
    const at = word.indexOf('=');
    if (at < 1) throw new PlainError(`"${word}": fields are given as name=value`);
    return [word.slice(0, at), word.slice(at + 1)];
  }));
}
