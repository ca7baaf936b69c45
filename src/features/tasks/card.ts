import { button, row } from '../../define/controls.ts';
import type { Context } from '../../define/context.ts';
import type { Mirror } from '../../define/mirror.ts';
import type { MessageReply } from '../../define/reply.ts';
import type { MessageBody } from '../../discord/rows.ts';
import type { Texts } from '../../i18n/texts.ts';
import { claimButton } from './components/claim.ts';
import { readTask, type Reader, type TaskRow } from './rows.ts';
import { isClaimable, taskEmbed } from './views/task.ts';

/** A task with its Claim button, as everybody sees it. */
async function taskBody(reader: Reader, texts: Texts, task: TaskRow): Promise<MessageBody> {
  const claim = button(claimButton.id({ task: task.taskId }), texts.t('tasks.buttons.claim'), { style: 'primary', disabled: !isClaimable(task) });
  return { embeds: [await taskEmbed(reader, texts, task)], components: [row(claim)] };
}

/** The card of a task. Deleted in Discord, it stays away until staff announces the task again. */
export const taskMirror: Mirror = {
  kind: 'task',
  whenDeleted: 'orphan',
  async render(ctx, record) {
    const task = await readTask(ctx, Number(record));
    return task ? taskBody(ctx, ctx.texts, task) : null;
  },
};

/** The same, for the member who asked. */
export async function taskReply(ctx: Context, task: TaskRow): Promise<MessageReply> {
  const { embeds, components } = await taskBody(ctx, ctx.privateTexts, task);
  return { embeds: embeds ?? [], components: components ?? [], private: true } as MessageReply;
}
