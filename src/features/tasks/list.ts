import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import { claim, task } from '../../db/schema/tasks.ts';
import { readTask, type TaskRow } from './rows.ts';
import { isClaimable } from './views/task.ts';

const LIST_PAGE = 10;
export const LIST_STATUSES = ['open', 'closed', 'expired'] as const;

/** Tasks that one page looks through before it says that there are more. */
const LOOKED_MAX = 200;

export interface ListQuery {
  status: (typeof LIST_STATUSES)[number];
  /** A task of the wanted category, by which a button can name it; 0: any. */
  like: number;
  /** The page goes on below this number; 0: from the newest. */
  before: number;
}

/** Whether the actor could claim it: open, with a slot, theirs by role and list. */
function qualifies(ctx: Context, row: TaskRow): boolean {
  return isClaimable(row) && (row.assigned.length === 0 || row.assigned.includes(ctx.actor.id))
    && (row.requiredRole === null || ctx.actor.roles.includes(row.requiredRole));
}

/** The tasks of this round that the actor has claimed as often as they may. */
async function exhausted(ctx: Context, rows: TaskRow[]): Promise<Set<number>> {
  if (rows.length === 0) return new Set();
  const ids = rows.map(({ taskId }) => taskId).slice(0, 90);
  const own = await ctx.db.select({ id: claim.taskId, round: claim.round, state: claim.state }).from(claim)
    .where(and(eq(claim.guild, ctx.guildId), inArray(claim.taskId, ids), eq(claim.member, ctx.actor.id))).limit(LOOKED_MAX);
  const full = rows.filter((row) =>
    own.filter(({ id, round, state }) => id === row.taskId && round === row.round && state !== 'dropped' && state !== 'expired').length >= row.perMember);
  return new Set(full.map(({ taskId }) => taskId));
}

/** A page of tasks, newest first; of open ones those that the actor can claim. `next` is 0 at the end. */
export async function readList(ctx: Context, { status, like, before }: ListQuery): Promise<{ rows: TaskRow[]; next: number }> {
  const category = like > 0 ? (await readTask(ctx, like))?.category : undefined;
  const looked = await ctx.db.select().from(task)
    .where(and(eq(task.guild, ctx.guildId), before > 0 ? lt(task.taskId, before) : undefined)).orderBy(desc(task.taskId)).limit(LOOKED_MAX);
  const wanted = looked.filter((row) => row.status === status && (category === undefined || row.category === category)
    && (status !== 'open' || qualifies(ctx, row)));
  const first = wanted.slice(0, 4 * LIST_PAGE);
  const done = status === 'open' ? await exhausted(ctx, first) : new Set<number>();
  const listed = first.filter(({ taskId }) => !done.has(taskId));
  const rows = listed.slice(0, LIST_PAGE);
  const more = listed.length > LIST_PAGE || wanted.length > first.length || looked.length === LOOKED_MAX;
  const last = rows.length === LIST_PAGE ? rows.at(-1)?.taskId : (first.at(-1)?.taskId ?? looked.at(-1)?.taskId);
  return { rows, next: more ? (last ?? 0) : 0 };
}
