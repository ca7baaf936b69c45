import * as z from 'zod';
import { component } from '../../../define/component.ts';
import { button, row } from '../../../define/controls.ts';
import type { Context } from '../../../define/context.ts';
import type { MessageReply } from '../../../define/reply.ts';
import { AppError } from '../../../kernel/errors.ts';
import { label, QUANTITY_MAX } from '../item.ts';
import { offerSale, sell } from '../sell.ts';
import { AMBER } from '../views/colors.ts';
import { dismiss } from './dismiss.ts';

const whole = z.coerce.number().int().min(1);

/** Sells what was offered. The version of the item is the offer: after an edit the member is asked anew. */
export const confirmSale = component({
  key: 'shop_sell',
  version: 1,
  state: { item: whole, quantity: whole.max(QUANTITY_MAX), version: whole, user: z.string() },
  permission: 'member',
  reply: 'private',
  changes: 'own',
  pausable: 'shop',
  updates: true,
  hot: true,
  async run(ctx, { item, quantity, version, user }) {
    if (user !== ctx.actor.id) throw new AppError('forbidden', 'errors.not_yours');
    return sell(ctx, item, quantity, version);
  },
});

/** Always asked: what is sold is gone, mostly for less than it cost, and the question is the same when it is delivered twice. */
export async function askSale(ctx: Context, typed: string, quantity: number): Promise<MessageReply> {
  const { t, money, number } = ctx.privateTexts;
  const { item, proceeds } = await offerSale(ctx, typed, quantity);
  const params = { quantity: number(quantity), item: label(item), total: money(proceeds), rate: number(item.sellRate) };
  const id = confirmSale.id({ item: item.itemId, quantity, version: item.version, user: ctx.actor.id });
  return {
    embeds: [{ description: t('shop.sell.ask', params), color: AMBER }],
    components: [row(button(id, t('shop.buttons.sell'), { style: 'danger' }), button(dismiss.id({}), t('shop.buttons.cancel')))],
    private: true,
  };
}
