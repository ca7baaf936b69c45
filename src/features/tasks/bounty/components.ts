import { component, modal } from '../../../define/component.ts';
import type { MessageReply } from '../../../define/reply.ts';
import type { Context } from '../../../define/context.ts';
import { AppError } from '../../../kernel/errors.ts';
import { mention, plainText } from '../../../kernel/markdown.ts';
import { idState } from '../settle.ts';
import { BLUE, GREEN } from '../views/colors.ts';
import { said } from '../views/said.ts';
import { deliverBounty, takeBounty, type BountyDone } from './changes.ts';

const NOTE_MAX = 500;
const rules = { permission: 'member', reply: 'private', changes: 'staff' } as const;

export const takeButton = component({
  ...rules,
  key: 'tasks_bounty_take',
  version: 1,
  state: { bounty: idState },
  run: async (ctx, { bounty }) => bountySaid(ctx, 'took', await takeBounty(ctx, bounty)),
});

export const deliverForm = modal({
  ...rules,
  key: 'tasks_bounty_deliver',
  version: 1,
  state: { bounty: idState },
  async run(ctx, { bounty }, { fields }) {
    const note = typeof fields['note'] === 'string' ? fields['note'].trim() : '';
    if (note.length > NOTE_MAX) throw new AppError('invalid', 'errors.text_length', { max: NOTE_MAX });
    if (note === '') throw new AppError('invalid', 'errors.text_empty');
    return bountySaid(ctx, 'delivered', await deliverBounty(ctx, bounty, note));
  },
});

export const deliverButton = component({
  key: 'tasks_bounty_deliver',
  version: 1,
  state: { bounty: idState },
  permission: 'member',
  reply: 'private',
  async run(ctx, { bounty }) {
    const { t } = ctx.privateTexts;
    const note = { type: 4, style: 2, custom_id: 'note', min_length: 1, max_length: NOTE_MAX, required: true } as const;
    return {
      modal: {
        custom_id: deliverForm.id({ bounty }),
        title: t('tasks.bounty.form', { number: bounty }),
        components: [{ type: 18, label: t('tasks.bounty.note'), description: t('tasks.bounty.note_hint'), component: note }],
      },
    };
  },
});

/** What was done with a bounty, in words. */
export function bountySaid(ctx: Context, what: 'posted' | 'settled' | 'cancelled' | 'took' | 'delivered', done: BountyDone): MessageReply {
  const { t, money, number } = ctx.privateTexts;
  const params = { number: done.bounty, title: plainText(done.title), amount: money(done.amount), user: mention(done.member), left: number(done.left) };
  return said(t(`tasks.bounty.${what}`, params), what === 'took' || what === 'delivered' ? BLUE : GREEN);
}
