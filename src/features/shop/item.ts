import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import type { Guilds } from '../../db/client.ts';
import { account } from '../../db/schema/ledger.ts';
import { shopItem } from '../../db/schema/shop.ts';
import { AppError } from '../../kernel/errors.ts';
import { NOTE_MAX } from '../../kernel/limits.ts';
import { plainText } from '../../kernel/markdown.ts';
import { itemAsset, SHOP } from '../../ledger/accounts.ts';

/** Items on sale in one server; retired ones do not count. */
export const ITEMS_MAX = 200;
/** Copies that one command moves. */
export const QUANTITY_MAX = 1_000;
export const NAME_MAX = 60;

export type Item = typeof shopItem.$inferSelect;

/** On sale. Written out, not bound: SQLite takes the partial index only for a number that it sees. */
export const ON_SALE = sql`${shopItem.active} = 1`;

/** The rows that an option means: an id, picked or typed, or else a name; those on sale first. */
export function itemNamed(guild: string, typed: string): SQL | undefined {
  const id = /^#?(\d{1,9})$/.exec(typed.trim())?.[1];
  return and(eq(shopItem.guild, guild), id ? eq(shopItem.itemId, Number(id)) : sql`lower(${shopItem.name}) = lower(${typed.trim()})`);
}

/** The item that an option names, or undefined. */
export async function findItem(ctx: Context, typed: string): Promise<Item | undefined> {
  const [found] = await ctx.db.select().from(shopItem).where(itemNamed(ctx.guildId, typed)).orderBy(desc(shopItem.active), shopItem.itemId).limit(1);
  return found;
}

/** The item that an option names. Throws `not_found`: for reading alone, a change must remember the refusal. */
export async function readItem(ctx: Context, typed: string): Promise<Item> {
  const found = await findItem(ctx, typed);
  if (!found) throw unknownItem();
  return found;
}

export const UNKNOWN_ITEM = { code: 'not_found', text: 'shop.item.unknown' } as const;
const unknownItem = (): AppError => AppError.from(UNKNOWN_ITEM);

/** Copies of limited items that the shop holds. */
export async function readStock(db: Guilds, guild: string, items: number[]): Promise<Map<number, number>> {
  const wanted = JSON.stringify(items.map(itemAsset));
  const rows = await db
    .select({ asset: account.asset, balance: account.balance })
    .from(account)
    .where(and(eq(account.guild, guild), eq(account.accountId, SHOP), sql`${account.asset} IN (SELECT value FROM json_each(${wanted}))`));
  return new Map(rows.map(({ asset, balance }) => [itemOf(asset), balance]));
}

/** What an item's stock is at the edge: -1 is unlimited. Inside, unlimited is a flag and never a number. */
export async function stockOf(db: Guilds, item: Item): Promise<number> {
  if (item.unlimited === 1) return -1;
  return (await readStock(db, item.guild, [item.itemId])).get(item.itemId) ?? 0;
}

/** The id in an asset `item:<id>`. */
export function itemOf(asset: string): number {
  return Number(asset.slice('item:'.length));
}

/** Name with its emoji, safe to show. */
export function label({ emoji, name }: Pick<Item, 'emoji' | 'name'>): string {
  return `${emoji ? `${emoji} ` : ''}${plainText(name)}`;
}

/** `Cookie × 2`, as entries say it. */
export function noteOf({ name }: Pick<Item, 'name'>, quantity: number): string {
  return `${name} × ${quantity}`.slice(0, NOTE_MAX);
}
