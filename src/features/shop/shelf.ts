import { and, eq } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import { shopItem } from '../../db/schema/shop.ts';
import { sha256 } from '../../ledger/hash.ts';
import { ITEMS_MAX, ON_SALE, readStock, type Item } from './item.ts';

/** Items on a page of the shop. */
const SHELF_PAGE = 6;
export const SORTS = ['shelf', 'name', 'cheap', 'dear', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** Stands for "every category" in a button. */
export const ALL = 'all';

/** What a page of the shop is asked for. `category` is its mark (see categoryMark) or ALL. */
export interface ShelfQuery {
  page: number;
  category: string;
  sort: Sort;
}

export interface Shelf {
  items: Item[];
  /** Copies in the shop by item; -1 is unlimited. */
  stock: Map<number, number>;
  categories: string[];
  /** The category that is shown, or null for all. */
  category: string | null;
  page: number;
  pages: number;
}

/** A category's name as eight characters: the name itself may be too long for a button's state. */
export function categoryMark(name: string): string {
  return sha256(name.toLowerCase()).slice(0, 8);
}

const ORDER: Record<Sort, (a: Item, b: Item) => number> = {
  shelf: (a, b) => a.position - b.position,
  name: (a, b) => a.name.localeCompare(b.name),
  cheap: (a, b) => a.price - b.price,
  dear: (a, b) => b.price - a.price,
  newest: (a, b) => b.createdAt - a.createdAt,
};

/** A page of what is on sale. Everything on sale is read, at most 200 rows by index: the rest is counting. */
export async function readShelf(ctx: Context, query: ShelfQuery): Promise<Shelf> {
  const all = await ctx.db.select().from(shopItem).where(and(eq(shopItem.guild, ctx.guildId), ON_SALE))
    .orderBy(shopItem.position, shopItem.itemId).limit(ITEMS_MAX);
  const categories = [...new Set(all.map(({ category }) => category).filter(Boolean))].sort((a, b) => a.localeCompare(b));
  const category = categories.find((name) => categoryMark(name) === query.category) ?? null;
  const shown = all.filter((item) => category === null || item.category.toLowerCase() === category.toLowerCase())
    .sort((a, b) => ORDER[query.sort](a, b) || a.itemId - b.itemId);
  const pages = Math.max(1, Math.ceil(shown.length / SHELF_PAGE));
  const page = Math.min(query.page, pages);
  const items = shown.slice((page - 1) * SHELF_PAGE, page * SHELF_PAGE);
  const limited = items.filter(({ unlimited }) => unlimited === 0).map(({ itemId }) => itemId);
  const held = limited.length > 0 ? await readStock(ctx.db, ctx.guildId, limited) : new Map<number, number>();
  const stock = new Map(items.map(({ itemId, unlimited }) => [itemId, unlimited === 1 ? -1 : (held.get(itemId) ?? 0)]));
  return { items, stock, categories, category, page, pages };
}
