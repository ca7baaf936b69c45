import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { mention, plainText } from '../../../kernel/markdown.ts';
import { accountUser } from '../../../ledger/accounts.ts';
import type { Done } from '../../../ledger/operation.ts';
import { receiptButton } from '../components/receipt.ts';
import { GREEN } from './colors.ts';
import { outcomeField } from './outcome.ts';

/** A payment as it was committed. */
export function paidView(ctx: Context, done: Done): MessageReply {
  const { t, money } = ctx.texts;
  const entry = done.entries.find(({ kind }) => kind === 'pay');
  if (!entry) throw new Error('a payment without an entry');
  const params = {
    from: mention(accountUser(entry.from) ?? ''), to: mention(accountUser(entry.to) ?? ''), amount: money(entry.amount),
  };
  const note = String(outcomeField(done, 'note') ?? '');
  return {
    embeds: [
      {
        description: t('economy.pay.done', params) + (note ? `\n> ${plainText(note)}` : ''),
        color: GREEN,
        footer: { text: t('economy.receipt.number', { seq: entry.seq }) },
      },
    ],
    components: [row(button(receiptButton.id({ seq: entry.seq }), t('economy.buttons.receipt'), { emoji: '🧾' }))],
  };
}
