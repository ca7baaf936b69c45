/** An option as it was registered. */
export interface CommandOption {
  type: number;
  name: string;
  description: string;
  name_localizations?: Record<string, string> | null;
  description_localizations?: Record<string, string> | null;
  required?: boolean;
  autocomplete?: boolean;
  options?: CommandOption[];
  choices?: { name: string; value: string | number; name_localizations?: Record<string, string> | null }[];
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
  channel_types?: number[];
}

/** A registered command of any kind: 1 slash, 2 on a member, 3 on a message. */
export interface Command extends Omit<CommandOption, 'type'> {
  id: string;
  type?: number;
  contexts?: number[] | null;
  default_member_permissions?: string | null;
}

/** Something that can be run: a command without subcommands, or a subcommand. */
export interface Leaf {
  /** "eco give" */
  name: string;
  description: string;
  options: CommandOption[];
}

export const OPTION = {
  subcommand: 1, group: 2, text: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, attachment: 11,
} as const;

const GUILD = 0;
const DIRECT = 1;

/** Whether Discord offers a command to somebody with these permissions, in the server or in direct messages. */
export function isOffered(command: Command, permissions: string, direct: boolean): boolean {
  if (!(command.contexts ?? [GUILD, DIRECT]).includes(direct ? DIRECT : GUILD)) return false;
  if (direct || command.default_member_permissions == null) return true;
  const needed = BigInt(command.default_member_permissions);
  return (BigInt(permissions) & needed) === needed && needed !== 0n;
}

/** A description in the person's language. */
export function describe({ description, description_localizations: others }: Pick<CommandOption, 'description' | 'description_localizations'>, locale: string): string {
  return others?.[locale] ?? description;
}

/** Everything that can be run of a command. */
export function leavesOf(command: Command | CommandOption, locale: string, before = ''): Leaf[] {
  const name = `${before}${command.name}`;
  const below = (command.options ?? []).filter(({ type }) => type === OPTION.subcommand || type === OPTION.group);
  if (below.length > 0) return below.flatMap((part) => leavesOf(part, locale, `${name} `));
  return [{ name, description: describe(command, locale), options: command.options ?? [] }];
}

/** Leaves that fit what was typed after the slash: those that begin with it first, then those that hold it. */
export function searchLeaves(leaves: Leaf[], typed: string): Leaf[] {
  const wanted = typed.trim().toLowerCase();
  const begin = leaves.filter(({ name }) => name.startsWith(wanted));
  const hold = leaves.filter((leaf) => !begin.includes(leaf) && (leaf.name.includes(wanted) || (wanted.length > 2 && leaf.description.toLowerCase().includes(wanted))));
  return [...begin, ...hold];
}
