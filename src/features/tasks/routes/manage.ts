import * as z from 'zod';
import { created, guildRoute, ok } from '../../../define/route.ts';
import { snowflakeId } from '../../../define/page.ts';
import { staleness } from '../../../define/versions.ts';
import { assertOwnChannel } from '../../../discord/guild-view.ts';
import { closeTask } from '../close.ts';
import type { TaskRow } from '../rows.ts';
import { announceTask, createTask, editTask, type Saved } from '../save.ts';
import { taskChangeOf, taskFields } from './task-input.ts';
import { showTask, taskBody, type TaskBody } from './task-json.ts';
import { taskParams } from './tasks.ts';

/** A task as the change left it. The row was stored whole by this feature (save.ts), before the commit gave it its moment. */
function savedTask({ row, at }: Saved): TaskBody {
  const task = row as unknown as TaskRow;
  return showTask({ ...task, updatedAt: at, ...(task.version === 1 ? { createdAt: at } : {}) });
}

/** Makes a task; its card goes to the tasks channel, where the server has one. */
export const postTask = guildRoute({
  method: 'POST', path: '/api/:server_id/tasks', access: 'moderator', summary: 'Make a task and post its card; max_claims of -1 is without a limit',
  body: z.strictObject({ ...z.strictObject(taskFields).partial().shape, name: taskFields.name, reward: taskFields.reward }),
  reply: taskBody,
  async run(ctx, { body }) {
    const task = savedTask(await createTask(ctx, await taskChangeOf(ctx, body)));
    return created(task, task.version);
  },
});

/** Changes any field of an open task. */
export const putTask = guildRoute({
  method: 'PUT', path: '/api/:server_id/tasks/:task_id', access: 'moderator', summary: 'Change any field of an open task',
  params: taskParams, body: z.strictObject(taskFields).partial().refine((body) => Object.keys(body).length > 0, { message: 'expected a field' }), reply: taskBody,
  async run(ctx, { params: { task_id: id }, body }) {
    const task = savedTask(await editTask(ctx, id, await taskChangeOf(ctx, body), ({ version }) => staleness(ctx, version)));
    return ok(task, { version: task.version });
  },
});

const ended = z.object({ id: z.int(), name: z.string(), status: z.enum(['closed', 'deleted']), settle: z.enum(['keep', 'drop', 'delete']) });

/** Deletes a task with its messages, its proofs and its claims. What was paid stays paid. */
export const deleteTask = guildRoute({
  method: 'DELETE', path: '/api/:server_id/tasks/:task_id', access: 'moderator', summary: 'Delete a task with its messages, proofs and claims; what was paid stays paid',
  params: taskParams, reply: ended,
  async run(ctx, { params: { task_id: id } }) {
    const { task, name, settle } = await closeTask(ctx, id, 'delete', ({ version }) => staleness(ctx, version));
    return ok({ id: task, name, status: 'deleted' as const, settle });
  },
});

/** Ends a task. */
export const postClose = guildRoute({
  method: 'POST', path: '/api/:server_id/tasks/:task_id/close', access: 'moderator', summary: 'Close a task: open claims go on ("keep") or are given back ("drop")',
  params: taskParams, body: z.strictObject({ settle: z.enum(['keep', 'drop']).default('keep') }), reply: ended,
  async run(ctx, { params: { task_id: id }, body }) {
    const { task, name, settle } = await closeTask(ctx, id, body.settle, ({ version }) => staleness(ctx, version));
    return ok({ id: task, name, status: 'closed' as const, settle });
  },
});

/** Posts the card of a task, or posts it anew. */
export const postAnnounce = guildRoute({
  method: 'POST', path: '/api/:server_id/tasks/:task_id/announce', access: 'moderator', summary: 'Post the card of a task, in the tasks channel unless another is named',
  params: taskParams, body: z.strictObject({ channel_id: snowflakeId.optional() }),
  reply: z.object({ id: z.int(), channel_id: z.string(), sync: z.object({ state: z.string(), error: z.string() }) }),
  async run(ctx, { params: { task_id: id }, body: { channel_id: channel } }) {
    await assertOwnChannel(ctx, channel);
    const done = await announceTask(ctx, id, channel);
    return ok({ id, channel_id: done.channel ?? '', sync: { state: 'pending_sync', error: '' } }, { status: 202 });
  },
});
