import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { COIN } from '../../../ledger/accounts.ts';
import type { Done } from '../../../ledger/operation.ts';
import { label } from '../item.ts';
import { GREEN } from './colors.ts';

const refunded = z.object({ name: z.string(), emoji: z.string(), quantity: z.int(), total: z.int(), purchase: z.int() });

/** A purchase that went back. */
export function refundedView(ctx: Context, done: Done): MessageReply {
  const { t, money, number } = ctx.privateTexts;
  const data = refunded.parse(done.data);
  const paid = done.entries.find(({ asset }) => asset === COIN);
  const description = t('shop.refund.done', { quantity: number(data.quantity), item: label(data), total: money(data.total) });
  return {
    embeds: [{
      description, color: GREEN, footer: { text: t('shop.buy.purchase', { purchase: data.purchase }) },
      ...(paid ? { fields: [{ name: t('shop.buy.balance'), value: money(paid.toAfter), inline: true }] } : {}),
    }],
    private: true,
  };
}
