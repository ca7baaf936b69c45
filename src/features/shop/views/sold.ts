import * as z from 'zod';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { COIN } from '../../../ledger/accounts.ts';
import type { Done } from '../../../ledger/operation.ts';
import { label } from '../item.ts';
import { GREEN } from './colors.ts';

const sold = z.object({ name: z.string(), emoji: z.string(), quantity: z.int() });

/** Copies that went back to the shop for coins. */
export function soldView(ctx: Context, done: Done): MessageReply {
  const { t, money, number } = ctx.privateTexts;
  const data = sold.parse(done.data);
  const paid = done.entries.find(({ asset, kind }) => asset === COIN && kind === 'shop_sale');
  if (!paid) throw new Error('a sale without coins');
  const description = t('shop.sell.done', { quantity: number(data.quantity), item: label(data), total: money(paid.amount) });
  return {
    embeds: [{ description, color: GREEN, fields: [{ name: t('shop.buy.balance'), value: money(paid.toAfter), inline: true }] }],
    components: [], private: true, update: true,
  };
}
