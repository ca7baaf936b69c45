import type { AlsoStatement } from '../ledger/statements.ts';
import type { Claimer } from './claim.ts';
import type { AnyCommand, CommandGroup, GuildCommands, UserCommand } from './command.ts';
import type { AnyComponent, AnyModal } from './component.ts';
import type { CronJob } from './job.ts';
import type { Mirror } from './mirror.ts';
import type { AnyRoute } from './route.ts';

/** A catalogue of texts; leaves are texts. */
export interface Messages {
  [key: string]: string | Messages;
}

/** All that one feature brings; listed once in app/features.ts. */
export interface Feature {
  name: string;
  commands?: (AnyCommand | CommandGroup)[];
  userCommands?: UserCommand[];
  /** Runs the commands of servers' own; at most one feature does. */
  guildCommands?: GuildCommands;
  components?: AnyComponent[];
  modals?: AnyModal[];
  /** Kinds of codes that `/claim` redeems. */
  claimers?: Claimer[];
  statements?: AlsoStatement[];
  jobs?: CronJob[];
  mirrors?: Mirror[];
  routes?: AnyRoute[];
  /** English texts; the other languages are in i18n/locales/<locale>/<feature>.json. */
  messages: Messages;
}

export function isGroup(declared: AnyCommand | CommandGroup): declared is CommandGroup {
  return 'subcommands' in declared;
}
