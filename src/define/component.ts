import type * as z from 'zod';
import { AppError } from '../kernel/errors.ts';
import type { CommandRules } from './command.ts';
import type { Context } from './context.ts';
import type { Attachment } from './options.ts';
import type { Reply } from './reply.ts';

/** Characters that Discord allows in a custom_id. */
const CUSTOM_ID_MAX = 100;

type State = Record<string, z.ZodType>;
type StateValues<S extends State> = { [K in keyof S]: z.output<S[K]> };

export interface ComponentInput {
  /** Chosen values of a select; empty for a button. */
  values: string[];
  /** The person whose command drew the message, if Discord tells. */
  invokerId: string | undefined;
}

export interface AnyComponent extends CommandRules {
  key: string;
  version: number;
  /** Reads the state out of a custom_id and runs. */
  press(ctx: Context, encoded: string, input: ComponentInput): Promise<Reply>;
}

export interface Component<S extends State> extends AnyComponent {
  /** The custom_id for this state. Throws past 100 characters: put long state in a row. */
  id(state: StateValues<S>): string;
}

/** `key.version:` and the state's values in the order of the record, each percent-encoded. */
function encodeId(key: string, version: number, values: unknown[]): string {
  const id = `${key}.${version}:${values.map((value) => encodeURIComponent(String(value))).join(':')}`;
  if (id.length > CUSTOM_ID_MAX) throw new Error(`custom_id of ${id.length} characters: ${key}`);
  return id;
}

/** Takes a custom_id apart, or gives null for one that no Coffer has made. */
export function splitId(customId: string): { key: string; version: number; encoded: string } | null {
  const match = /^([a-z_]+)\.(\d{1,4}):(.*)$/.exec(customId);
  return match ? { key: match[1] ?? '', version: Number(match[2]), encoded: match[3] ?? '' } : null;
}

/** The state in a custom_id. Throws AppError where it does not fit the record. */
function decodeState<S extends State>(state: S, encoded: string): StateValues<S> {
  const names = Object.keys(state);
  const parts = encoded === '' ? [] : encoded.split(':');
  const values: Record<string, unknown> = {};
  for (const [index, name] of names.entries()) {
    const parsed = state[name]?.safeParse(safeDecode(parts[index]));
    if (!parsed?.success) throw new AppError('not_found', 'errors.expired_button');
    values[name] = parsed.data;
  }
  // Every name of the record was parsed by its own schema just now.
  return values as StateValues<S>;
}

function safeDecode(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Declares a button or select: one object that makes the custom_id and reads it back. */
export function component<S extends State>(
  declared: CommandRules & {
    key: string;
    version: number;
    state: S;
    run(ctx: Context, state: StateValues<S>, input: ComponentInput): Promise<Reply>;
  },
): Component<S> {
  const { state, run, ...rules } = declared;
  return {
    ...rules,
    id: (values) => encodeId(rules.key, rules.version, Object.keys(state).map((name) => values[name])),
    press: (ctx, encoded, input) => run(ctx, decodeState(state, encoded), input),
  };
}

/** What was filled into a form, by the custom_id of each input. */
export interface FilledForm {
  fields: Record<string, string | string[]>;
  files: Record<string, Attachment[]>;
}

export interface AnyModal extends CommandRules {
  key: string;
  version: number;
  submit(ctx: Context, encoded: string, form: FilledForm): Promise<Reply>;
}

export interface Modal<S extends State> extends AnyModal {
  id(state: StateValues<S>): string;
}

/** Declares a form. */
export function modal<S extends State>(
  declared: CommandRules & {
    key: string;
    version: number;
    state: S;
    run(ctx: Context, state: StateValues<S>, form: FilledForm): Promise<Reply>;
  },
): Modal<S> {
  const { state, run, ...rules } = declared;
  return {
    ...rules,
    id: (values) => encodeId(rules.key, rules.version, Object.keys(state).map((name) => values[name])),
    submit: (ctx, encoded, form) => run(ctx, decodeState(state, encoded), form),
  };
}
