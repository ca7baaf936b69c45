import type { Pausable } from '../kernel/settings.ts';
import type { Context } from './context.ts';
import type { Options, OptionValues, UserValue } from './options.ts';
import type { Permission } from './permission.ts';
import type { Reply } from './reply.ts';

/** Whose limits a change counts against: the member's own changes a minute, or those of staff's work. */
export type Changes = 'own' | 'staff';

export interface CommandRules {
  /** Who may run it; checked in code whatever Discord's settings say. */
  permission: Permission;
  /** Who sees the answer; also decides its language and how a deferral looks. */
  reply: 'public' | 'private';
  /** Left out: changes nothing. */
  changes?: Changes;
  /** Stopped by `/eco pause`. */
  pausable?: Pausable;
  /** Runs of one member a minute; 20 when left out. */
  perMinute?: number;
  /** A component that redraws the message it is on; a deferral then keeps the message. */
  updates?: boolean;
  /** Its one call to the guild's object also admits it, which saves a call. For commands that make exactly one. */
  hot?: boolean;
}

/** A command that can be run: a top-level one or a subcommand. Names and descriptions of people are in the catalogue. */
export interface Command<O extends Options = Options> extends CommandRules {
  name: string;
  options: O;
  run(ctx: Context, options: OptionValues<O>): Promise<Reply>;
}

/** `/eco give`, `/eco take` …: Discord runs only the subcommands. */
export interface CommandGroup {
  name: string;
  subcommands: AnyCommand[];
}

/** An entry of the menu on a user. */
export interface UserCommand extends CommandRules {
  /** Key in the catalogue; the shown name is `<feature>.menus.<key>`. */
  name: string;
  run(ctx: Context, target: UserValue): Promise<Reply>;
}

/** What a member typed of a command that the server has made for itself. */
export interface TypedCommand {
  name: string;
  /** Options by name, as Discord sent them: nothing has checked them yet. */
  values: Record<string, unknown>;
}

/** What answers the slash commands that servers have registered for themselves: only rows know their names. */
export interface GuildCommands extends CommandRules {
  run(ctx: Context, typed: TypedCommand): Promise<Reply>;
}

/** A command whose option types are no longer known, as the registry keeps it. */
export type AnyCommand = Omit<Command, 'run'> & { run(ctx: Context, options: Record<string, unknown>): Promise<Reply> };

/** Declares a command; the types of `options` in `run` follow from the record. */
export function command<O extends Options>(declared: Command<O>): AnyCommand {
  // The dispatch reads every option through the same record before it calls run.
  return declared as unknown as AnyCommand;
}

export function group(name: string, subcommands: AnyCommand[]): CommandGroup {
  return { name, subcommands };
}

export function userCommand(declared: UserCommand): UserCommand {
  return declared;
}
