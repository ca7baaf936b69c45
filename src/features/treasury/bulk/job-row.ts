import { and, eq } from 'drizzle-orm';
import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import { job } from '../../../db/schema/economy.ts';
import type { AlsoRow } from '../../../ledger/operation.ts';
import type { AlsoStatement } from '../../../ledger/statements.ts';

/** The kind of the jobs of this feature in the table `job`. */
export const GIVE_ROLE = 'give_role';

/** What is given to whom. */
export const giveRoleInput = z.object({ role: z.string(), amount: z.int(), reason: z.string() });
export type GiveRoleInput = z.infer<typeof giveRoleInput>;

export type JobRow = typeof job.$inferSelect;

/** Writes the row of a new job; its id is that of the question, so that a second press starts nothing. */
export const JOB_START: AlsoStatement = {
  name: 'treasury.job_start',
  sql: `INSERT INTO job (guild, job_id, kind, state, input, cursor, done, skipped, error, created_by, created_at, updated_at, lease_until)
    SELECT ?1, value ->> '$.r.job', value ->> '$.r.kind', 'running', json_extract(value, '$.r.input'), '0', 0, 0, '',
      value ->> '$.by', value ->> '$.at', value ->> '$.at', 0 FROM json_each(?2)`,
  guards: { 'unique:job': { code: 'conflict', text: 'treasury.role.started_already' } },
};

export const startJob = (id: string, input: GiveRoleInput): AlsoRow => ({
  statement: JOB_START.name, row: { job: id, kind: GIVE_ROLE, input: JSON.stringify(input) },
});

/** Ends a running job; the slice at work notices at its next page. */
export const JOB_CANCEL: AlsoStatement = {
  name: 'treasury.job_cancel',
  sql: `UPDATE job SET state = 'cancelled', updated_at = (SELECT MAX(value ->> '$.at') FROM json_each(?2))
    WHERE guild = ?1 AND state = 'running' AND job_id IN (SELECT value ->> '$.r.job' FROM json_each(?2))`,
};

export const cancelJob = (id: string): AlsoRow => ({ statement: JOB_CANCEL.name, row: { job: id } });

/** The job's row as it is now. */
export async function readJob(ctx: Context, id: string): Promise<JobRow | undefined> {
  const [row] = await ctx.db.select().from(job).where(and(eq(job.guild, ctx.guildId), eq(job.jobId, id), eq(job.kind, GIVE_ROLE)));
  return row;
}
