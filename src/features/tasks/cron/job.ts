import { readClient } from '../../../db/client.ts';
import { boundDatabases } from '../../../db/placement.ts';
import type { CronJob } from '../../../define/job.ts';
import { dueBounties, dueBounty } from './bounties.ts';
import { dueClaim, dueClaims } from './claims.ts';
import { postDue, type DueRecord } from './due.ts';
import { dueTask, dueTasks } from './tasks.ts';

/** Everything of a database that is due, in one call to it. */
async function dueOf(d1: D1Database, now: number): Promise<DueRecord[]> {
  const db = readClient(d1);
  const [claims, tasks, bounties] = await db.batch([dueClaims(db, now), dueTasks(db, now), dueBounties(db, now)]);
  return [
    ...claims.map((found): DueRecord => ({ guild: found.row.guild, operation: (ctx) => dueClaim(ctx, found) })),
    ...tasks.map((row): DueRecord => ({ guild: row.guild, operation: (ctx) => dueTask(ctx, row) })),
    ...bounties.map((found): DueRecord => ({ guild: found.row.guild, operation: (ctx) => dueBounty(ctx, found) })),
  ];
}

/** Reminds, ends claims, tasks and bounties whose time is up, and opens next rounds. */
export const tickTasks: CronJob = {
  name: 'tasks.due',
  cron: '* * * * *',
  async run({ env, scheduledAt, now }) {
    for (const d1 of boundDatabases(env).values()) await postDue(env, d1, await dueOf(d1, now), { now, scheduledAt });
  },
};
