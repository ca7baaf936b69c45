import * as z from 'zod';
import { component, modal } from '../../../define/component.ts';
import type { Context } from '../../../define/context.ts';
import type { ModalReply } from '../../../define/reply.ts';
import { AppError } from '../../../kernel/errors.ts';
import { AMOUNT_MAX, NOTE_MAX } from '../../../kernel/limits.ts';
import { transfer } from '../transfer.ts';

const receiver = { to: z.string().regex(/^\d{15,20}$/) };

/** The form that gives points. Only members who could receive get one, so the sent form stands for such a member. */
export const giveForm = modal({
  key: 'give',
  version: 1,
  state: receiver,
  permission: 'member',
  reply: 'public',
  changes: 'own',
  pausable: 'transfers',
  hot: true,
  async run(ctx, { to }, { fields }) {
    const note = String(fields['note'] ?? '').trim();
    if (note.length > NOTE_MAX) throw new AppError('invalid', 'errors.text_length', { max: NOTE_MAX });
    return transfer(ctx, { id: to, name: '', bot: false, member: true, roles: [] }, typedAmount(fields['amount']), note);
  },
});

/** The button beside a wallet that opens the form. */
export const giveButton = component({
  key: 'give',
  version: 1,
  state: receiver,
  permission: 'member',
  reply: 'private',
  pausable: 'transfers',
  async run(ctx, { to }) {
    if (to === ctx.actor.id) throw new AppError('invalid', 'errors.no_self');
    return openGiveForm(ctx, to);
  },
});

/** The form for one receiver. */
export function openGiveForm(ctx: Context, to: string): ModalReply {
  const { t } = ctx.privateTexts;
  const amount = { type: 4, style: 1, custom_id: 'amount', min_length: 1, max_length: 20, required: true, placeholder: '100' } as const;
  const note = { type: 4, style: 1, custom_id: 'note', max_length: NOTE_MAX, required: false } as const;
  return {
    modal: {
      custom_id: giveForm.id({ to }),
      title: t('economy.give.title'),
      components: [
        { type: 18, label: t('economy.give.amount'), component: amount },
        { type: 18, label: t('economy.give.note'), component: note },
      ],
    },
  };
}

/** A form knows text alone: digits, and nothing else, are an amount. */
function typedAmount(field: string | string[] | undefined): number {
  const text = typeof field === 'string' ? field.trim() : '';
  const amount = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  if (amount < 1 || amount > AMOUNT_MAX) throw new AppError('invalid', 'errors.amount');
  return amount;
}
