import { and, eq } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { deliver } from '../../discord/rows.ts';
import { fulfilment } from '../../db/schema/shop.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { plainText } from '../../kernel/markdown.ts';
import { memberAccount, SHOP } from '../../ledger/accounts.ts';
import { auditRow } from '../../ledger/also.ts';
import type { Done, Movement } from '../../ledger/operation.ts';
import { stepOrder } from './effect-statements.ts';
import { REFUND } from './refund.ts';
import { orderView } from './views/order.ts';

const FULFIL = 'shop_fulfil';

export const ORDER_STATES = ['waiting', 'done', 'refunded'] as const;
export type OrderState = (typeof ORDER_STATES)[number];
export type Order = typeof fulfilment.$inferSelect;

/** The command's way: an order as it is typed, and what the answer says. */
export async function fulfil(ctx: Context, typed: string, state: OrderState, note: string): Promise<MessageReply> {
  const id = Number(/^#?(\d{1,15})$/.exec(typed)?.[1] ?? 0);
  return orderView(ctx, await moveOrder(ctx, id, { state, note }));
}

/** Moves an order of a member along: a word in between, handed out, or refunded for what the copies had cost. Tells the member. */
export async function moveOrder(ctx: Context, id: number, to: { state: OrderState; note: string; seen?: (order: Order) => Refusal | undefined }): Promise<Done> {
  const { state, note, seen } = to;
  const refuse = (refusal: Refusal): Promise<Done> => ctx.ledger.refuse(FULFIL, refusal);
  const [order] = await ctx.db.select().from(fulfilment).where(and(eq(fulfilment.guild, ctx.guildId), eq(fulfilment.fulfilmentId, id)));
  if (!order) return refuse({ code: 'not_found', text: 'shop.orders.unknown' });
  const stale = seen?.(order);
  if (stale) return refuse(stale);
  if (order.state !== 'waiting') return refuse({ code: 'conflict', text: `shop.orders.closed_${order.state}` });
  const { member, itemId: item, name, quantity, value, version } = order;
  return ctx.ledger.post({
    kind: FULFIL,
    movements: state === 'refunded' ? refundOf(order) : [],
    also: [
      stepOrder({ id, member, item, name, quantity, value, version: version + 1, state, note }),
      deliver([{ do: 'dm', member, body: { embeds: [{ description: wordFor(ctx, order, state, note) }] } }]),
      auditRow({ action: 'shop-admin.fulfil', target: `order:${id}`, before: { state: order.state }, after: { state }, reason: note, source: ctx.source }),
    ],
    basis: [`order:${id}:${version}`],
    data: { id, member, name, quantity, value, state, note, item, version: version + 1 },
  });
}

/** The coins lie with the shop since the purchase. */
function refundOf({ fulfilmentId: id, member, value, name, quantity }: Order): Movement[] {
  if (value === 0) return [];
  const note = `${name} × ${quantity}`;
  return [{ kind: REFUND, from: SHOP, to: memberAccount(member), amount: value, ref: `entry:${id}`, onceKey: `refund-order:${id}`, note, uncapped: true }];
}

function wordFor({ publicTexts: { t, number, money } }: Context, { fulfilmentId, name, quantity, value }: Order, state: OrderState, note: string): string {
  const params = { order: fulfilmentId, item: plainText(name), quantity: number(quantity), amount: money(value) };
  return t(`shop.orders.dm_${state}`, params) + (note ? `\n> ${plainText(note)}` : '');
}
