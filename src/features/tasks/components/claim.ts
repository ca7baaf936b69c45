import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { plainText, relativeTime } from '../../../kernel/markdown.ts';
import { claimTask, dropTask, type ClaimedData } from '../claims.ts';
import { idState } from '../settle.ts';
import { AMBER, GREEN } from '../views/colors.ts';
import { said } from '../views/said.ts';
import { submitButton } from './submit.ts';

/** On the card of a task, and below it in answers. */
export const claimButton = component({
  key: 'tasks_claim',
  version: 1,
  state: { task: idState },
  permission: 'member',
  reply: 'private',
  changes: 'staff',
  run: async (ctx, { task }) => claimedView(ctx, await claimTask(ctx, task)),
});

export const dropButton = component({
  key: 'tasks_drop',
  version: 1,
  state: { task: idState },
  permission: 'member',
  reply: 'private',
  changes: 'staff',
  run: async (ctx, { task }) => droppedView(ctx, await dropTask(ctx, task)),
});

/** The slot is the member's: until when, and what comes next. */
export function claimedView(ctx: Context, { task, name, proof, deadline }: ClaimedData): MessageReply {
  const { t } = ctx.privateTexts;
  const lines = [
    t('tasks.claim.done', { task: plainText(name) }),
    deadline === null ? t('tasks.claim.no_deadline') : t('tasks.claim.deadline', { until: relativeTime(deadline) }),
    t(`tasks.claim.proof_${proof}`),
  ];
  const buttons = row(
    button(submitButton.id({ task }), t('tasks.buttons.submit'), { style: 'primary' }),
    button(dropButton.id({ task }), t('tasks.buttons.drop')),
  );
  return said(lines.join('\n'), GREEN, [buttons]);
}

export function droppedView(ctx: Context, { name }: { name: string }): MessageReply {
  return said(ctx.privateTexts.t('tasks.claim.dropped', { task: plainText(name) }), AMBER);
}
