import * as committer from '../../src/guild/committer.ts';
import * as registry from '../../src/guild/registry.ts';
import * as also from '../../src/ledger/also.ts';
import { COOLDOWN } from '../../src/features/economy/statements.ts';
import { TASK_STATEMENTS } from '../../src/features/tasks/statements.ts';
import { MIGRATIONS } from './database.ts';
import { SHOP_SIM } from './trade.ts';

/** The code and the schema under test: the repository's own, or a mutant's. */
export interface Core {
  Committer: typeof committer.Committer;
  StatementRegistry: typeof registry.StatementRegistry;
  CORE_STATEMENTS: typeof also.CORE_STATEMENTS;
  schema: string;
}

export const CORE: Core = {
  Committer: committer.Committer,
  StatementRegistry: registry.StatementRegistry,
  CORE_STATEMENTS: also.CORE_STATEMENTS,
  schema: MIGRATIONS,
};

/** The statements that the operations of the simulation carry. */
export function statementsOf(core: Core): InstanceType<Core['StatementRegistry']> {
  return new core.StatementRegistry([...core.CORE_STATEMENTS, COOLDOWN, ...SHOP_SIM, ...TASK_STATEMENTS]);
}

