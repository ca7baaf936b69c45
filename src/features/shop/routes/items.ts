import { and, eq, gt, or, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guildRoute, ok, type ApiContext } from '../../../define/route.ts';
import { decodeCursor, flag, listOf, pageQuery } from '../../../define/page.ts';
import { windowOf, windowRows } from '../../../define/window.ts';
import { readCards } from '../../../discord/card-state.ts';
import { shopItem } from '../../../db/schema/shop.ts';
import { stat } from '../../../db/schema/ledger.ts';
import { DAY_MS } from '../../../kernel/clock.ts';
import { itemAsset } from '../../../ledger/accounts.ts';
import { AppError } from '../../../kernel/errors.ts';
import { ON_SALE, readStock, stockOf, UNKNOWN_ITEM, type Item } from '../item.ts';
import { CATEGORY_MAX } from '../manage/form.ts';
import { PURCHASE } from '../purchase.ts';
import { itemBody, showItem } from './item-json.ts';

/** Days of roll-ups that the count of sales of one item looks at; each is one look by primary key. */
const SALES_DAYS_MAX = 366;

export const itemParams = z.object({ item_id: z.coerce.number().int().min(1).max(999_999_999) });

const listQuery = pageQuery.extend({
  category: z.string().max(CATEGORY_MAX).optional(),
  active_only: flag.default(true),
  include_out_of_stock: flag.default(true),
});
type ListQuery = z.output<typeof listQuery>;

const onSalePlace = z.tuple([z.int(), z.int()]);
const anyPlace = z.tuple([z.int()]);

/**
 * Items in the order of the shelf, by its index, which holds those on sale, 200 at most; with retired ones in the order of
 * their ids, by primary key.
 */
async function readItems(ctx: ApiContext, query: ListQuery, limit: number): Promise<Item[]> {
  const { cursor, active_only: onSale } = query;
  const items = ctx.db.select().from(shopItem);
  if (!onSale) {
    const after = cursor === undefined ? 0 : decodeCursor(cursor, anyPlace)[0];
    return items.where(and(eq(shopItem.guild, ctx.guildId), gt(shopItem.itemId, after))).orderBy(shopItem.itemId).limit(limit);
  }
  const [position, id] = cursor === undefined ? [-1, 0] : decodeCursor(cursor, onSalePlace);
  return items
    .where(and(eq(shopItem.guild, ctx.guildId), ON_SALE, or(gt(shopItem.position, position), and(eq(shopItem.position, position), gt(shopItem.itemId, id)))))
    .orderBy(shopItem.position, shopItem.itemId).limit(limit);
}

/** The items of the shop. */
export const listItems = guildRoute({
  method: 'GET', path: '/api/:server_id/shop', access: 'staff', summary: 'Items of the shop in the order of the shelf; with "active_only": false also retired ones, by id',
  query: listQuery, reply: listOf(itemBody),
  async run(ctx, { query }) {
    const category = query.category?.toLowerCase();
    const asked = windowRows(query, category !== undefined || !query.include_out_of_stock);
    const rows = await readItems(ctx, query, asked);
    const held = await readStock(ctx.db, ctx.guildId, rows.filter(({ unlimited }) => unlimited === 0).map(({ itemId }) => itemId));
    const stock = (item: Item): number => (item.unlimited === 1 ? -1 : (held.get(item.itemId) ?? 0));
    const cards = await readCards(ctx, 'item', rows.map(({ itemId }) => itemId));
    return ok(windowOf(rows, query, {
      asked,
      fits: (item) => (category === undefined || item.category.toLowerCase() === category) && (query.include_out_of_stock || stock(item) !== 0),
      place: ({ position, itemId }) => (query.active_only ? [position, itemId] : [itemId]),
      show: (item) => showItem(item, { stock: stock(item), card: cards.get(item.itemId) }),
    }));
  },
});

/** Copies sold since the item was made, out of the daily roll-ups; null where that is too long ago. */
async function salesOf(ctx: ApiContext, { itemId, createdAt }: Item): Promise<number | null> {
  const [first, today] = [Math.floor(createdAt / DAY_MS), Math.floor(ctx.now / DAY_MS)];
  if (today - first >= SALES_DAYS_MAX) return null;
  const days = JSON.stringify(Array.from({ length: today - first + 1 }, (_, index) => first + index));
  const [sold] = await ctx.db.select({ pieces: sql<number>`COALESCE(SUM(${stat.amount}), 0)` }).from(stat).where(and(
    eq(stat.guild, ctx.guildId), sql`${stat.day} IN (SELECT value FROM json_each(${days}))`, eq(stat.asset, itemAsset(itemId)), eq(stat.kind, PURCHASE),
  ));
  return sold?.pieces ?? 0;
}

/** One item, on sale or retired. */
export const getItem = guildRoute({
  method: 'GET', path: '/api/:server_id/shop/:item_id', access: 'staff', summary: 'One item, with its card in Discord and how often it was sold',
  params: itemParams, reply: itemBody,
  async run(ctx, { params: { item_id: id } }) {
    const [item] = await ctx.db.select().from(shopItem).where(and(eq(shopItem.guild, ctx.guildId), eq(shopItem.itemId, id)));
    if (!item) throw AppError.from(UNKNOWN_ITEM);
    const [stock, cards, sales] = await Promise.all([stockOf(ctx.db, item), readCards(ctx, 'item', [id]), salesOf(ctx, item)]);
    return ok(showItem(item, { stock, card: cards.get(id), sales }), { version: item.version });
  },
});
