import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../../../define/context.ts';
import { postMessage, removeMessage, touchMessage } from '../../../discord/rows.ts';
import { shopItem } from '../../../db/schema/shop.ts';
import { auditRow } from '../../../ledger/also.ts';
import type { AlsoRow, Json } from '../../../ledger/operation.ts';
import { ON_SALE, type Item } from '../item.ts';
import { ITEM_SAVE } from '../statements.ts';

/** What staff sets of an item. */
export type ItemFields = Omit<Item, 'guild' | 'itemId' | 'version' | 'createdAt' | 'updatedAt'>;

/** An item nobody has changed yet: unlimited, for everybody, to be passed on, not to be sold back. */
export const FRESH: ItemFields = {
  name: '', description: '', emoji: '', price: 0, category: '', unlimited: 1, active: 1, limitPerMember: null, requiredRole: null,
  minBalance: null, transferable: 1, sellRate: 0, copyDays: null, actions: '[]', position: 0,
};

/** The next free id, and how many items are on sale. */
export async function nextItem(ctx: Context): Promise<{ itemId: number; onSale: number }> {
  const [[last], [counted]] = await ctx.db.batch([
    ctx.db.select({ id: sql<number>`COALESCE(MAX(${shopItem.itemId}), 0)` }).from(shopItem).where(eq(shopItem.guild, ctx.guildId)),
    ctx.db.select({ onSale: sql<number>`COUNT(*)` }).from(shopItem).where(and(eq(shopItem.guild, ctx.guildId), ON_SALE)),
  ]);
  return { itemId: (last?.id ?? 0) + 1, onSale: counted?.onSale ?? 0 };
}

export interface Saving {
  itemId: number;
  /** The item as the plan read it; undefined: a new one. */
  before: Item | undefined;
  changes: Partial<ItemFields>;
  /** What the audit calls it. */
  action: string;
}

/** The parts of a change that save an item, with its card and its audit row. Of two saves of one version, one commits. */
export function saving(ctx: Context, { itemId, before, changes, action }: Saving): { basis: string[]; also: AlsoRow[]; item: Item } {
  const version = before?.version ?? 0;
  const fields: ItemFields = { ...FRESH, position: itemId, ...before, ...changes };
  const item: Item = {
    ...fields, guild: ctx.guildId, itemId, version: version + 1, createdAt: before?.createdAt ?? ctx.now, updatedAt: ctx.now,
  };
  const changed = Object.keys(changes).filter((name) => before === undefined || before[name as keyof ItemFields] !== item[name as keyof ItemFields]);
  const only = (of: Item): Json => Object.fromEntries(changed.map((name) => [name, of[name as keyof ItemFields]]));
  const note = auditRow({
    action, target: `item:${itemId}`, ...(before ? { before: withoutSecrets(only(before)) } : {}), after: withoutSecrets(only(item)), source: ctx.source,
  });
  return {
    item, basis: [`shop_item:${itemId}:${version}`],
    also: [{ statement: ITEM_SAVE.name, row: { ...item } }, ...cardRows(ctx, before, item), note],
  };
}

/** The address of a webhook carries its key, which is no business of whoever reads the audit. */
function withoutSecrets(fields: Json): Json {
  return JSON.parse(JSON.stringify(fields).replace(/(https:\/\/[^/"\\]+)\/[^"\\]*/g, '$1/…')) as Json;
}

/** A card appears with the item where the server has a shop channel, follows its changes, and goes with it. */
function cardRows(ctx: Context, before: Item | undefined, item: Item): AlsoRow[] {
  if (item.active === 0) return [removeMessage('item', item.itemId)];
  const { shop } = ctx.settings.channels;
  if (before?.active === 1 || !shop) return [touchMessage('item', item.itemId)];
  return [postMessage('item', item.itemId, shop)];
}
