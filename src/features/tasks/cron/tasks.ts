import { and, isNotNull, lte } from 'drizzle-orm';
import type { Guilds } from '../../../db/client.ts';
import { task } from '../../../db/schema/tasks.ts';
import { touchMessage } from '../../../discord/rows.ts';
import type { Operation } from '../../../ledger/operation.ts';
import type { TaskRow } from '../rows.ts';
import { saveTask } from '../statements.ts';
import { roundEnd, taskDue } from '../time.ts';
import { DUE_MAX, tickOperation, type DueContext } from './due.ts';

/** Tasks of all guilds of a database that are due, oldest first, by the partial index. */
export function dueTasks(db: Guilds, now: number) {
  return db.select().from(task).where(and(isNotNull(task.due), lte(task.due, now))).orderBy(task.due).limit(DUE_MAX);
}

/** What a task is after its moment: over, in its next round, or left alone because the server does not let tasks end by time. */
function after(ctx: DueContext, row: TaskRow): TaskRow {
  const { autoExpire } = ctx.settings.tasks;
  if (row.status !== 'open') return { ...row, due: null };
  if (autoExpire && row.expiresAt !== null && row.expiresAt <= ctx.now) return { ...row, status: 'expired', due: null };
  if (row.roundEnds === null || row.roundEnds > ctx.now) return { ...row, due: taskDue(row, autoExpire) };
  const roundEnds = roundEnd(row.recurrence, ctx.now, ctx.settings.locale.timezone);
  return { ...row, round: row.round + 1, roundEnds, due: taskDue({ expiresAt: row.expiresAt, roundEnds }, autoExpire) };
}

/** Ends a task or opens its next round. Claims of the old round go on until their own deadlines. */
export function dueTask(ctx: DueContext, row: TaskRow): Operation {
  const next = { ...after(ctx, row), version: row.version + 1 };
  return tickOperation(`j:task-due:${row.taskId}:${row.version}`, 'task_due', { also: [saveTask(next), touchMessage('task', row.taskId)] });
}
