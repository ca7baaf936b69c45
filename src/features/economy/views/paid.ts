import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { mention, plainText } from '../../../discord/markdown.ts';
import { accountUser } from '../../../ledger/accounts.ts';
import type { Done } from '../../../ledger/operation.ts';
import { GREEN } from './colors.ts';

/** A payment as it was committed. */
export function paidView(ctx: Context, done: Done): MessageReply {
  const { t, money } = ctx.texts;
  const entry = done.entries.find(({ kind }) => kind === 'pay');
  if (!entry) throw new Error('a payment without an entry');
  const params = {
    from: mention(accountUser(entry.from) ?? ''), to: mention(accountUser(entry.to) ?? ''), amount: money(entry.amount),
  };
  const note = typeof done.data === 'object' && done.data !== null && 'note' in done.data ? String(done.data['note']) : '';
  return {
    embeds: [
      {
        description: t('economy.pay.done', params) + (note ? `\n> ${plainText(note)}` : ''),
        color: GREEN,
        footer: { text: t('economy.receipt_hint', { seq: entry.seq }) },
      },
    ],
  };
}
