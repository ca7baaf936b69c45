import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { AppError } from '../../../kernel/errors.ts';
import { plainText } from '../../../kernel/markdown.ts';
import { closeTask, openClaims, SETTLEMENTS, type Closed, type Settlement } from '../close.ts';
import { readTask } from '../rows.ts';
import { idState } from '../settle.ts';
import { AMBER, SLATE } from '../views/colors.ts';

export const confirmClose = component({
  key: 'tasks_close',
  version: 1,
  state: { task: idState, settle: z.enum(SETTLEMENTS) },
  permission: 'moderator',
  reply: 'private',
  changes: 'staff',
  updates: true,
  run: async (ctx, { task, settle }) => ({ ...closedView(ctx, await closeTask(ctx, task, settle)), update: true }),
});

export const dismissClose = component({
  key: 'tasks_dismiss',
  version: 1,
  state: {},
  permission: 'member',
  reply: 'private',
  updates: true,
  run: async (ctx) => ({ embeds: [{ description: ctx.privateTexts.t('tasks.admin.dismissed'), color: SLATE }], components: [], update: true }),
});

/** Closes at once where nobody is at work; else asks first. Deleting is always asked. */
export async function close(ctx: Context, id: number, settle: Settlement): Promise<MessageReply> {
  const open = await openClaims(ctx, id);
  if (settle !== 'delete' && open === 0) return closedView(ctx, await closeTask(ctx, id, settle));
  const task = await readTask(ctx, id);
  // A second delivery of what was closed at once: claims that came since do not make it a question.
  if (task?.status !== 'open' && settle !== 'delete') return closedView(ctx, await closeTask(ctx, id, settle));
  if (!task) throw new AppError('not_found', 'tasks.refused.unknown_task');
  const { t, number } = ctx.privateTexts;
  const text = t(`tasks.admin.ask_${settle}`, { task: plainText(task.name), claims: number(open) });
  return {
    embeds: [{ description: text, color: AMBER }],
    components: [row(
      button(confirmClose.id({ task: id, settle }), t(settle === 'delete' ? 'tasks.buttons.delete' : 'tasks.buttons.close'), { style: 'danger' }),
      button(dismissClose.id({}), t('tasks.buttons.dismiss')),
    )],
    private: true,
  };
}

function closedView(ctx: Context, { task, name, settle }: Closed): MessageReply {
  const text = ctx.privateTexts.t(settle === 'delete' ? 'tasks.admin.deleted' : 'tasks.admin.closed', { number: task, task: plainText(name) });
  return { embeds: [{ description: text, color: SLATE }], components: [], private: true };
}
