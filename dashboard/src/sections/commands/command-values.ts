import { SAMPLE_MEMBER } from '../../ui/MessagePreview.tsx';
import type { Typed } from '../../ui/numbers.ts';
import type { Command, CommandSave } from './commands.ts';

/** What a response may hold in braces; the API refuses others. */
export const VARIABLES = ['user', 'name', 'server', 'balance', 'uses', 'args'] as const;

/** A typed name as Discord keeps it: without the slash, in lower case. */
export const normalName = (typed: string): string => typed.trim().replace(/^\//, '').normalize('NFC').toLowerCase();

/** Discord's limits of a message and of a command's description. */
export const RESPONSE_MAX = 2_000;
export const DESCRIPTION_MAX = 100;

/** A command as its form holds it; fields are named as the API names them, so that a refusal finds its field. */
export interface CommandValues extends Record<string, unknown> {
  name: string;
  description: string;
  response: string;
  cost: Typed;
  private: boolean;
}

export const NEW_COMMAND: CommandValues = { name: '', description: '', response: '', cost: 0, private: false };

export const valuesOf = ({ name, description, response, cost, private: own }: Command): CommandValues => ({ name, description, response, cost, private: own });

/** What of the form goes to the API: an empty description is the usual one. */
export function saveOf(values: CommandValues, changed: Partial<CommandValues>): Omit<CommandSave, 'server_id'> {
  const { name, response, description, cost, private: own } = values;
  return {
    name, response,
    ...(changed.description !== undefined && description.trim() !== '' ? { description } : {}),
    ...(changed.cost === undefined ? {} : { cost: Number(cost) }), ...(changed.private === undefined ? {} : { private: own }),
  };
}

/** What stands in for the variables in a preview. */
export interface Sample {
  name: string;
  server: string;
  balance: string;
  uses: string;
  args: string;
}

/** The response as a member would read it. */
export function previewOf(response: string, sample: Sample): string {
  const values: Record<string, string> = { user: `<@${SAMPLE_MEMBER}>`, ...sample };
  return response.replace(/\{(\w{1,32})\}/g, (written, name: string) => values[name] ?? written);
}
