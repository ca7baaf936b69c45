import { desc, eq } from 'drizzle-orm';
import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import { postMessage, touchMessage } from '../../discord/rows.ts';
import { task } from '../../db/schema/tasks.ts';
import { auditRow } from '../../ledger/also.ts';
import type { Done, Json } from '../../ledger/operation.ts';
import { blankTask, type TaskChange } from './input.ts';
import { readItem } from './reward.ts';
import { readTask, unknownTask, type Seen, type TaskRow } from './rows.ts';
import { settle, type Plan } from './settle.ts';
import { saveTask } from './statements.ts';
import { roundEnd, taskDue } from './time.ts';

/** What the answer to a saved task needs; kept with the operation. `row` is the task as it was saved. */
const savedData = z.object({ task: z.int(), name: z.string(), channel: z.string().nullable(), row: z.record(z.string(), z.unknown()).optional() });
/** `at` is the moment of the commit (ms). */
export type Saved = z.infer<typeof savedData> & { at: number };

const savedOf = ({ data, at }: Done): Saved => ({ ...savedData.parse(data), at });

async function nextNumber({ db, guildId }: Context): Promise<number> {
  const [row] = await db.select({ id: task.taskId }).from(task).where(eq(task.guild, guildId)).orderBy(desc(task.taskId)).limit(1);
  return (row?.id ?? 0) + 1;
}

async function badItem(ctx: Context, item: number | null | undefined): Promise<boolean> {
  return item !== null && item !== undefined && (await readItem(ctx, item)) === undefined;
}

/** Makes a task, and posts its card where the server has a channel for tasks. */
export async function createTask(ctx: Context, input: TaskChange): Promise<Saved> {
  const plan = async (): Promise<Plan> => {
    if (await badItem(ctx, input.rewardItem)) return { code: 'not_found', text: 'tasks.refused.unknown_item' };
    const made = { ...blankTask(ctx), ...input };
    const { timezone } = ctx.settings.locale;
    const taskId = await nextNumber(ctx);
    const roundEnds = roundEnd(made.recurrence, ctx.now, timezone);
    const due = taskDue({ expiresAt: made.expiresAt, roundEnds }, ctx.settings.tasks.autoExpire);
    const channel = ctx.settings.channels.tasks ?? null;
    const row = { ...made, taskId, version: 1, round: 1, roundEnds, due, status: 'open' as const };
    return {
      also: [
        saveTask(row),
        ...(channel === null ? [] : [postMessage('task', taskId, channel)]),
        auditRow({ action: 'task.create', target: `task:${taskId}`, after: shown(made), source: ctx.source }),
      ],
      data: { task: taskId, name: made.name, channel, row: { ...row, taken: 0, completed: 0, createdBy: ctx.actor.id, createdAt: ctx.now, updatedAt: ctx.now } },
    };
  };
  return savedOf(await settle(ctx, 'task_create', await plan()));
}

/** Changes a task; the card is drawn anew. `seen` says why it is not the version that the change was asked on. */
export async function editTask(ctx: Context, id: number, change: TaskChange, seen?: Seen): Promise<Saved> {
  const plan = async (): Promise<Plan> => {
    const row = await readTask(ctx, id);
    if (!row) return unknownTask;
    const stale = seen?.(row);
    if (stale) return stale;
    if (row.status !== 'open') return { code: 'conflict', text: 'tasks.refused.closed' };
    if (await badItem(ctx, change.rewardItem)) return { code: 'not_found', text: 'tasks.refused.unknown_item' };
    const next = { ...row, ...change, version: row.version + 1 };
    if (change.recurrence !== undefined && change.recurrence !== row.recurrence) {
      next.roundEnds = roundEnd(change.recurrence, ctx.now, ctx.settings.locale.timezone);
    }
    next.due = taskDue(next, ctx.settings.tasks.autoExpire);
    const changed = Object.fromEntries(Object.keys(change).map((field) => [field, true]));
    return {
      also: [
        saveTask(next), touchMessage('task', id),
        auditRow({ action: 'task.edit', target: `task:${id}`, before: shown(row, changed), after: shown(next, changed), source: ctx.source }),
      ],
      data: { task: id, name: next.name, channel: null, row: { ...next, updatedAt: ctx.now } },
    };
  };
  return savedOf(await settle(ctx, 'task_edit', await plan()));
}

/** The fields of a task that an audit row keeps; of an edit only those that were named. */
function shown(row: Required<TaskChange> | TaskRow, only?: Record<string, boolean>): Json {
  const { description: _long, ...rest } = row;
  const kept = Object.entries(rest).filter(([field, value]) => (only ? only[field] : value !== null && field in FIELDS));
  return Object.fromEntries(kept) as Json;
}

const FIELDS: Record<string, true> = {
  name: true, reward: true, rewardItem: true, rewardQuantity: true, category: true, maxClaims: true, perMember: true, requiredRole: true,
  grantedRole: true, proof: true, claimHours: true, expiresAt: true, recurrence: true,
};

/** Posts the card of a task, or posts it anew where it was lost. */
export async function announceTask(ctx: Context, id: number, channel: string | undefined): Promise<Saved> {
  const target = channel ?? ctx.settings.channels.tasks;
  const plan = async (): Promise<Plan> => {
    const row = await readTask(ctx, id);
    if (!row) return unknownTask;
    if (!target) return { code: 'invalid', text: 'tasks.refused.no_channel' };
    return {
      also: [
        postMessage('task', id, target),
        auditRow({ action: 'task.announce', target: `task:${id}`, after: { channel: target }, source: ctx.source }),
      ],
      data: { task: id, name: row.name, channel: target },
    };
  };
  return savedOf(await settle(ctx, 'task_announce', await plan()));
}
