import { and, desc, eq, lt, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guildRoute, ok } from '../../../define/route.ts';
import { decodeCursor, listOf, pageQuery } from '../../../define/page.ts';
import { windowOf, windowRows } from '../../../define/window.ts';
import { readCards } from '../../../discord/card-state.ts';
import { claim, task } from '../../../db/schema/tasks.ts';
import { AppError } from '../../../kernel/errors.ts';
import { CATEGORY_MAX } from '../input.ts';
import { readTask, unknownTask, type ClaimRow } from '../rows.ts';
import { momentOrNull, showTask, STATUSES, taskBody } from './task-json.ts';

export const taskParams = z.object({ task_id: z.coerce.number().int().min(1).max(999_999_999) });

const taskPlace = z.tuple([z.int()]);

/** The tasks of the server, newest first, by primary key. */
export const listTasks = guildRoute({
  method: 'GET', path: '/api/:server_id/tasks', access: 'staff', summary: 'Tasks, newest first, with their claim counts',
  query: pageQuery.extend({ status: z.enum([...STATUSES, 'open', 'all']).default('all'), category: z.string().max(CATEGORY_MAX).optional() }),
  reply: listOf(taskBody),
  async run(ctx, { query }) {
    const category = query.category?.toLowerCase();
    const status = query.status === 'active' ? 'open' : query.status;
    // Deleted tasks keep their rows, so even a list of all has to look for those that are shown.
    const asked = windowRows(query, true);
    const before = query.cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(query.cursor, taskPlace)[0];
    const rows = await ctx.db.select().from(task).where(and(eq(task.guild, ctx.guildId), lt(task.taskId, before))).orderBy(desc(task.taskId)).limit(asked);
    const fits = (row: (typeof rows)[number]): boolean =>
      row.status !== 'deleted' && (status === 'all' || row.status === status) && (category === undefined || row.category.toLowerCase() === category);
    const page = windowOf(rows, query, { asked, fits, place: ({ taskId }) => [taskId], show: (row) => row });
    const cards = await readCards(ctx, 'task', page.data.map(({ taskId }) => taskId));
    return ok({ ...page, data: page.data.map((row) => showTask(row, cards.get(row.taskId))) });
  },
});

/** One task. */
export const getTask = guildRoute({
  method: 'GET', path: '/api/:server_id/tasks/:task_id', access: 'staff', summary: 'One task, with its card in Discord',
  params: taskParams, reply: taskBody,
  async run(ctx, { params: { task_id: id } }) {
    const [row, cards] = await Promise.all([readTask(ctx, id), readCards(ctx, 'task', [id])]);
    if (!row) throw AppError.from(unknownTask);
    return ok(showTask(row, cards.get(id)), { version: row.version });
  },
});

const CLAIM_STATES = ['claimed', 'submitted', 'changes', 'rejected', 'accepted', 'dropped', 'expired'] as const;
const claimBody = z.object({
  user_id: z.string(), task_id: z.int(), round: z.int(), turn: z.int(), state: z.enum(CLAIM_STATES), claimed_at: z.string(), deadline: z.string().nullable(),
  submission_id: z.int().nullable(), updated_at: z.string(),
});

const showClaim = (row: ClaimRow): z.infer<typeof claimBody> => ({
  user_id: row.member, task_id: row.taskId, round: row.round, turn: row.turn, state: row.state, claimed_at: new Date(row.claimedAt).toISOString(),
  deadline: momentOrNull(row.deadline), submission_id: row.submissionId, updated_at: new Date(row.updatedAt).toISOString(),
});

const claimPlace = z.tuple([z.string(), z.int(), z.int()]);

/** Who has claimed a task, by primary key. */
export const listClaims = guildRoute({
  method: 'GET', path: '/api/:server_id/tasks/:task_id/claims', access: 'staff', summary: 'Claims of a task, by member',
  params: taskParams, query: pageQuery.extend({ state: z.enum([...CLAIM_STATES, 'all']).default('all') }), reply: listOf(claimBody),
  async run(ctx, { params: { task_id: id }, query }) {
    if (!(await readTask(ctx, id))) throw AppError.from(unknownTask);
    const asked = windowRows(query, query.state !== 'all');
    const [member, round, turn] = query.cursor === undefined ? ['', 0, 0] : decodeCursor(query.cursor, claimPlace);
    const rows = await ctx.db.select().from(claim)
      .where(and(eq(claim.guild, ctx.guildId), eq(claim.taskId, id), sql`(${claim.member}, ${claim.round}, ${claim.turn}) > (${member}, ${round}, ${turn})`))
      .orderBy(claim.member, claim.round, claim.turn).limit(asked);
    return ok(windowOf(rows, query, {
      asked, fits: (row) => query.state === 'all' || row.state === query.state, place: (row) => [row.member, row.round, row.turn], show: showClaim,
    }));
  },
});
