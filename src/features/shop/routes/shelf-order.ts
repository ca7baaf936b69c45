import * as z from 'zod';
import { guildRoute, ok } from '../../../define/route.ts';
import { ITEMS_MAX } from '../item.ts';
import { orderShelf } from '../manage/order.ts';

const ids = z.array(z.int().min(1)).min(1).max(ITEMS_MAX).refine((list) => new Set(list).size === list.length, { message: 'expected each item once' });
const ordered = z.object({ items: z.array(z.int()) });

/** The order of the items on the shelf. */
export const putOrder = guildRoute({
  method: 'PUT', path: '/api/:server_id/shop/order', access: 'shopkeeper', summary: 'Put the items on sale in an order; those left out follow as they stood',
  body: z.strictObject({ items: ids }), reply: ordered,
  run: async (ctx, { body: { items } }) => ok(ordered.parse((await orderShelf(ctx, items)).data)),
});
