import * as z from 'zod';
import { component, modal } from '../../../define/component.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply, ModalReply } from '../../../define/reply.ts';
import { AppError } from '../../../kernel/errors.ts';
import { mention, plainText } from '../../../kernel/markdown.ts';
import { idState } from '../settle.ts';
import { decide, REASON_MAX, type Decided } from '../verdict.ts';
import { AMBER, GREEN, RED } from '../views/colors.ts';
import { said } from '../views/said.ts';

const rules = { permission: 'reviewer', reply: 'private', changes: 'staff', perMinute: 60 } as const;

export const acceptButton = component({
  ...rules,
  key: 'tasks_accept',
  version: 1,
  state: { submission: idState },
  run: async (ctx, { submission }) => decidedView(ctx, await decide(ctx, submission, { verdict: 'accept', note: '' })),
});

/** Rejecting and asking for changes want a reason, so the button opens a form. */
export const returnButton = component({
  key: 'tasks_return',
  version: 1,
  state: { submission: idState, verdict: z.enum(['reject', 'changes']) },
  permission: 'reviewer',
  reply: 'private',
  run: async (ctx, { submission, verdict }) => openReasonForm(ctx, submission, verdict),
});

export const reasonForm = modal({
  ...rules,
  key: 'tasks_reason',
  version: 1,
  state: { submission: idState, verdict: z.enum(['reject', 'changes']) },
  async run(ctx, { submission, verdict }, { fields }) {
    const note = typeof fields['reason'] === 'string' ? fields['reason'].trim() : '';
    if (note.length > REASON_MAX) throw new AppError('invalid', 'errors.text_length', { max: REASON_MAX });
    return decidedView(ctx, await decide(ctx, submission, { verdict, note }));
  },
});

function openReasonForm(ctx: Context, submission: number, verdict: 'reject' | 'changes'): ModalReply {
  const { t } = ctx.privateTexts;
  const reason = { type: 4, style: 2, custom_id: 'reason', min_length: 1, max_length: REASON_MAX, required: true } as const;
  return {
    modal: {
      custom_id: reasonForm.id({ submission, verdict }),
      title: t(`tasks.review.form_${verdict}`, { number: submission }).slice(0, 45),
      components: [{ type: 18, label: t('tasks.review.reason'), description: t('tasks.review.reason_hint'), component: reason }],
    },
  };
}

/** What a reviewer hears of their own verdict. */
export function decidedView(ctx: Context, { submission, name, member, outcome, amount }: Decided): MessageReply {
  const { t, money } = ctx.privateTexts;
  const params = { number: submission, task: plainText(name), member: mention(member), amount: money(amount) };
  const key = outcome === 'accept' && amount === 0 ? 'accept_unpaid' : outcome;
  return said(t(`tasks.review.done_${key}`, params), { accept: GREEN, first: AMBER, changes: AMBER, reject: RED }[outcome]);
}
