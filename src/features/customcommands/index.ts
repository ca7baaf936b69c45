import type { Feature } from '../../define/feature.ts';
import { cc } from './commands/cc.ts';
import { listPages } from './components/pages.ts';
import { messages } from './messages.ts';
import { deleteCommands, postCommand } from './routes/change.ts';
import { getCommands } from './routes/list.ts';
import { guildCommands } from './run.ts';
import { STATEMENTS } from './statements.ts';

/** A server's own slash commands. */
export const customcommands: Feature = {
  name: 'customcommands',
  commands: [cc],
  components: [listPages],
  guildCommands,
  statements: STATEMENTS,
  routes: [getCommands, postCommand, ...deleteCommands],
  messages,
};
