import type { Catalogue } from '../../define/context.ts';
import type { Refusal } from '../../kernel/errors.ts';

export const NAME_MAX = 32;
/** Discord's rule for names of slash commands. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** A typed name as Discord keeps it: without the slash, in lower case. */
export function normalName(typed: string): string {
  return typed.trim().replace(/^\//, '').normalize('NFC').toLowerCase();
}

/** Why a command cannot be called that: Discord's rule, or a command of Coffer's own. */
export function nameProblem(name: string, catalogue: Catalogue): Refusal | undefined {
  if (name.length > NAME_MAX || !NAME.test(name)) return { code: 'invalid', text: 'customcommands.name', params: { max: NAME_MAX } };
  const taken = catalogue.commands.some(({ path }) => path.split(' ', 1)[0] === name);
  return taken ? { code: 'conflict', text: 'customcommands.clash', params: { name } } : undefined;
}
