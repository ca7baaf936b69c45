import type { Refusal } from '../../kernel/errors.ts';

/** What a response may hold in braces, and what stands there when somebody runs the command. */
const VARIABLES = ['user', 'name', 'server', 'balance', 'uses', 'args'] as const;
type Variable = (typeof VARIABLES)[number];

const BRACES = /\{(\w{1,32})\}/g;

/** All variables as they are written. */
const KNOWN_VARIABLES = VARIABLES.map((name) => `{${name}}`).join(', ');

/** Whether a response holds a variable. */
export function holds(response: string, name: Variable): boolean {
  return response.includes(`{${name}}`);
}

/** The refusal of a response with a variable that nobody knows. */
export function variableProblem(response: string): Refusal | undefined {
  const unknown = [...response.matchAll(BRACES)].find(([, name]) => !VARIABLES.some((known) => known === name));
  return unknown && { code: 'invalid', text: 'customcommands.variable', params: { variable: unknown[0], known: KNOWN_VARIABLES } };
}

/** The response with its variables filled in, in one pass: what a member typed is not looked through again. */
export function filled(response: string, values: Record<Variable, string>): string {
  return response.replace(BRACES, (written, name: string) => values[name as Variable] ?? written);
}

/** At most so many characters, never half of one. */
export function clipped(text: string, room: number): string {
  if (text.length <= room) return text;
  const cut = text.slice(0, room - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
