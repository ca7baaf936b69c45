import type { AlsoRow } from '../../ledger/operation.ts';
import type { AlsoStatement } from '../../ledger/statements.ts';
import { COMMANDS_MAX, NEW_A_DAY_MAX, type CustomCommand } from './rows.ts';

const SAVE: AlsoStatement = {
  name: 'customcommands.save',
  sql: `INSERT INTO custom_command (guild, name, version, description, response, cost, private, removed, uses, created_at, updated_at)
    SELECT ?1, value ->> '$.r.name', value ->> '$.r.version', value ->> '$.r.description', value ->> '$.r.response', value ->> '$.r.cost',
      value ->> '$.r.private', value ->> '$.r.removed', 0, value ->> '$.at', value ->> '$.at' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, name) DO UPDATE SET version = excluded.version, description = excluded.description, response = excluded.response,
      cost = excluded.cost, private = excluded.private, uses = IIF(removed = 1, 0, uses), last_used_at = IIF(removed = 1, NULL, last_used_at),
      created_at = IIF(removed = 1, excluded.created_at, created_at), removed = excluded.removed, updated_at = excluded.updated_at`,
  guards: {
    'customcommands:version': 'conflict',
    'customcommands:full': { code: 'limited', text: 'customcommands.full', params: { max: COMMANDS_MAX } },
  },
  live: { topic: 'commands', id: 'name' },
};

const CREATION: AlsoStatement = {
  name: 'customcommands.creation',
  sql: `INSERT INTO custom_command_creation (guild, at, op_key) SELECT ?1, value ->> '$.at', value ->> '$.k' FROM json_each(?2)`,
  guards: { 'customcommands:daily': { code: 'limited', text: 'customcommands.daily', params: { max: NEW_A_DAY_MAX } } },
};

/** Lets a paid run through only while the command is the version whose price was planned with. Writes no row. */
const FENCE: AlsoStatement = {
  name: 'customcommands.fence',
  sql: `INSERT INTO custom_command_fence (guild) SELECT ?1 FROM json_each(?2) AS planned
    WHERE NOT EXISTS (SELECT 1 FROM custom_command WHERE guild = ?1 AND name = planned.value ->> '$.r.name'
      AND version = planned.value ->> '$.r.version' AND removed = 0)`,
  guards: { 'customcommands:changed': 'conflict' },
};

/** Runs of one batch, counted by command. By list, because a join would read every command of the server. */
const USED: AlsoStatement = {
  name: 'customcommands.used',
  sql: `UPDATE custom_command SET
      uses = uses + (SELECT COUNT(*) FROM json_each(?2) WHERE value ->> '$.r.name' = custom_command.name),
      last_used_at = (SELECT MAX(value ->> '$.at') FROM json_each(?2))
    WHERE guild = ?1 AND name IN (SELECT value ->> '$.r.name' FROM json_each(?2)) AND removed = 0`,
};

export const STATEMENTS: AlsoStatement[] = [SAVE, CREATION, FENCE, USED];

export type Saved = Pick<CustomCommand, 'name' | 'version' | 'description' | 'response' | 'cost' | 'private' | 'removed'>;

export const saveRow = ({ name, version, description, response, cost, private: own, removed }: Saved): AlsoRow => ({
  statement: SAVE.name, row: { name, version, description, response, cost, private: own, removed },
});
export const countCreation = (): AlsoRow => ({ statement: CREATION.name, row: {} });
export const fenceCommand = ({ name, version }: CustomCommand): AlsoRow => ({ statement: FENCE.name, row: { name, version } });
export const countUse = ({ name }: CustomCommand): AlsoRow => ({ statement: USED.name, row: { name } });
