import * as z from 'zod';
import type { SavedCommand } from '../save.ts';
import type { Listed, Sync } from '../rows.ts';

/** A command of a server's own, as the API shows it. */
export const commandShape = z.object({
  name: z.string(), description: z.string(), response: z.string(), cost: z.int(), private: z.boolean(),
  uses: z.int(), last_used_at: z.string().nullable(), created_at: z.string(), updated_at: z.string(), version: z.int(),
  sync: z.object({ state: z.enum(['pending', 'registered', 'failed']), command_id: z.string().nullable(), error: z.string().nullable() }),
});

const moment = (ms: number): string => new Date(ms).toISOString();

type Shown = Omit<SavedCommand, 'created'>;

export function commandBody(command: Shown, sync: Sync): z.input<typeof commandShape> {
  const { name, description, response, cost, private: own, uses, lastUsedAt, createdAt, updatedAt, version } = command;
  return {
    name, description, response, cost, private: own === 1, uses, last_used_at: lastUsedAt === null ? null : moment(lastUsedAt),
    created_at: moment(createdAt), updated_at: moment(updatedAt), version,
    sync: { state: sync.state, command_id: sync.commandId, error: sync.error || null },
  };
}

export const listedBody = (row: Listed): z.input<typeof commandShape> => commandBody(row, row.sync);
