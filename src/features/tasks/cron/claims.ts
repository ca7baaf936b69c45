import { and, eq, isNotNull, lte, sql } from 'drizzle-orm';
import type { Guilds } from '../../../db/client.ts';
import { claim, task } from '../../../db/schema/tasks.ts';
import { deliver, touchMessage } from '../../../discord/rows.ts';
import type { Operation } from '../../../ledger/operation.ts';
import { deadlineMessage } from '../notices.ts';
import type { ClaimRow } from '../rows.ts';
import { stepClaim } from '../statements.ts';
import { DUE_MAX, tickOperation, type DueContext } from './due.ts';

/** Claims of all guilds of a database that are due, oldest first, by the partial index. */
export function dueClaims(db: Guilds, now: number) {
  return db.select({ row: claim, name: task.name }).from(claim)
    .innerJoin(task, and(eq(task.guild, claim.guild), eq(task.taskId, claim.taskId)))
    .where(and(isNotNull(claim.due), sql`${claim.state} IN ('claimed', 'changes', 'rejected')`, lte(claim.due, now)))
    .orderBy(claim.due).limit(DUE_MAX);
}

/** Ends a claim whose time is up, or reminds its member once before that. */
export function dueClaim(ctx: DueContext, { row, name }: { row: ClaimRow; name: string }): Operation | null {
  if (row.deadline === null) return null;
  const passed = row.deadline <= ctx.now;
  const subject = `${row.taskId}:${row.round}.${row.turn}:${row.member}:${row.version}`;
  const body = deadlineMessage(ctx.texts, { name, id: row.taskId }, row.deadline, passed);
  return tickOperation(`j:task-${passed ? 'expire' : 'remind'}:${subject}`, passed ? 'task_expire' : 'task_remind', {
    also: [
      stepClaim({ ...row, version: row.version + 1, due: passed ? null : row.deadline, state: passed ? 'expired' : row.state }),
      ...(passed ? [touchMessage('task', row.taskId)] : []),
      deliver([{ do: 'dm', member: row.member, body }]),
    ],
  });
}
