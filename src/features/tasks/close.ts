import { and, count, eq, inArray } from 'drizzle-orm';
import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import { removeMessage, touchMessage } from '../../discord/rows.ts';
import { claim, submission } from '../../db/schema/tasks.ts';
import { log } from '../../kernel/log.ts';
import { auditRow } from '../../ledger/also.ts';
import { OPEN_STATES, readTask, unknownTask, type Seen, type TaskRow } from './rows.ts';
import { settle, type Plan } from './settle.ts';
import { clearTask, dropClaims, saveTask } from './statements.ts';

/** What becomes of open claims: they go on, they are given back, or all goes with the task. */
export const SETTLEMENTS = ['keep', 'drop', 'delete'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

/** Files of one task that are taken out of the bucket when it is deleted. */
const FILES_DELETED_MAX = 1_000;

const closedData = z.object({ task: z.int(), name: z.string(), settle: z.enum(SETTLEMENTS) });
export type Closed = z.infer<typeof closedData>;

/** Claims of a task that are not over, which a question before closing names. */
export async function openClaims(ctx: Context, id: number): Promise<number> {
  const [row] = await ctx.db.select({ open: count() }).from(claim)
    .where(and(eq(claim.guild, ctx.guildId), eq(claim.taskId, id), inArray(claim.state, [...OPEN_STATES])));
  return row?.open ?? 0;
}

function steps(ctx: Context, row: TaskRow, how: Settlement): Plan {
  const { taskId: id } = row;
  const gone = how === 'delete';
  // A deleted task keeps its number: what was paid for it names it, and another must not take its place.
  const next = gone ? { ...row, description: '', assigned: [], status: 'deleted' as const } : { ...row, status: 'closed' as const };
  return {
    also: [
      saveTask({ ...next, version: row.version + 1, due: null }),
      ...(how === 'drop' ? [dropClaims(id)] : []),
      ...(gone ? clearTask(id) : []),
      gone ? removeMessage('task', id) : touchMessage('task', id),
      auditRow({ action: gone ? 'task.delete' : 'task.close', target: `task:${id}`, before: { status: row.status }, after: { status: next.status, settle: how }, source: ctx.source }),
    ],
    data: { task: id, name: row.name, settle: how },
  };
}

/** Ends a task. Proofs that wait stay reviewable, unless the task is deleted: then cards, proofs and claims go with it. */
export async function closeTask(ctx: Context, id: number, how: Settlement, seen?: Seen): Promise<Closed> {
  const row = await readTask(ctx, id);
  const stale = row && seen?.(row);
  const files = row && !stale && how === 'delete' ? await filesOf(ctx, id) : [];
  const plan = !row ? unknownTask : stale ?? (row.status !== 'open' && how === 'keep' ? { code: 'conflict' as const, text: 'tasks.refused.closed' } : steps(ctx, row, how));
  const closed = closedData.parse((await settle(ctx, 'task_close', plan)).data);
  if (files.length > 0) {
    ctx.later(ctx.files.delete(files).catch((error: unknown) => log('warn', 'task.files_left', { guild: ctx.guildId, task: id, error })));
  }
  return closed;
}

async function filesOf(ctx: Context, id: number): Promise<string[]> {
  const rows = await ctx.db.select({ files: submission.files }).from(submission)
    .where(and(eq(submission.guild, ctx.guildId), eq(submission.taskId, id))).limit(FILES_DELETED_MAX);
  return rows.flatMap(({ files }) => files.map(({ key }) => key)).slice(0, FILES_DELETED_MAX);
}
