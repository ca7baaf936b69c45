import { and, eq } from 'drizzle-orm';
import type { Context } from '../../../define/context.ts';
import { shopItem } from '../../../db/schema/shop.ts';
import { auditRow } from '../../../ledger/also.ts';
import type { Done } from '../../../ledger/operation.ts';
import { ITEMS_MAX, ON_SALE, UNKNOWN_ITEM } from '../item.ts';
import { ITEM_SAVE } from '../statements.ts';

const ORDER = 'shop_order';

/** Puts the items on the shelf in this order; those that are not named follow as they stood. Of two orders planned on the same shelf, one commits. */
export async function orderShelf(ctx: Context, ids: number[]): Promise<Done> {
  const all = await ctx.db.select().from(shopItem).where(and(eq(shopItem.guild, ctx.guildId), ON_SALE))
    .orderBy(shopItem.position, shopItem.itemId).limit(ITEMS_MAX);
  const known = new Map(all.map((item) => [item.itemId, item]));
  const named = ids.map((id) => known.get(id));
  if (named.some((item) => item === undefined)) return ctx.ledger.refuse(ORDER, UNKNOWN_ITEM);
  const shelf = [...named.filter((item) => item !== undefined), ...all.filter(({ itemId }) => !ids.includes(itemId))];
  const moved = shelf.flatMap((item, index) => (item.position === index + 1 ? [] : [{ ...item, position: index + 1, version: item.version + 1 }]));
  const order = shelf.map(({ itemId }) => itemId);
  const note = auditRow({ action: 'shop-admin.order', target: 'shop', before: all.map(({ itemId }) => itemId), after: order, source: ctx.source });
  return ctx.ledger.post({
    kind: ORDER,
    also: [...moved.map((item) => ({ statement: ITEM_SAVE.name, row: item })), note],
    basis: moved.map(({ itemId, version }) => `shop_item:${itemId}:${version - 1}`),
    data: { items: order },
  });
}
