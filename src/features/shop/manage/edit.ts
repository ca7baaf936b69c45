import type { Context } from '../../../define/context.ts';
import type { Refusal } from '../../../kernel/errors.ts';
import { BURN, itemAsset, MINT, SHOP } from '../../../ledger/accounts.ts';
import type { Done, Json, Movement } from '../../../ledger/operation.ts';
import { findItem, ITEMS_MAX, stockOf, UNKNOWN_ITEM, type Item } from '../item.ts';
import { nextItem, saving, type ItemFields } from './save.ts';

const EDIT = 'shop_item';
const FULL: Refusal = { code: 'limited', text: 'shop.manage.full', params: { most: ITEMS_MAX } };

/** The version that a change was asked on: a number is the one that a form was opened on, a function says why it does not fit. */
export type Seen = number | ((before: Item) => Refusal | undefined);

/** The refusal where the item is another one than the change was asked on. */
export function staleItem(before: Item, seen: Seen): Refusal | undefined {
  if (typeof seen === 'function') return seen(before);
  return before.version === seen ? undefined : { code: 'conflict', text: 'shop.manage.changed' };
}

/** What is changed of which item: version 0 with item 0 makes a new one. */
export interface Edit {
  item: number;
  version: Seen;
  changes: Partial<ItemFields> | ((before: Item) => Partial<ItemFields>);
  /** Copies that a new item begins with; unlimited when left out. */
  stock?: number;
}

/** Makes or changes an item. A retired one is on sale again afterwards, unless the change says otherwise. Nobody's change is written over unseen. */
export async function editItem(ctx: Context, { item: itemId, version, changes, stock: pieces }: Edit): Promise<Done> {
  const refuse = (refusal: Refusal): Promise<Done> => ctx.ledger.refuse(EDIT, refusal);
  if (itemId === 0) return typeof changes === 'function' ? refuse(UNKNOWN_ITEM) : addItem(ctx, changes, pieces);
  const before = await findItem(ctx, String(itemId));
  if (!before) return refuse(UNKNOWN_ITEM);
  const stale = staleItem(before, version);
  if (stale) return refuse(stale);
  const wanted = { active: 1, ...(typeof changes === 'function' ? changes(before) : changes) };
  if (before.active === 0 && wanted.active === 1 && (await nextItem(ctx)).onSale >= ITEMS_MAX) return refuse(FULL);
  const stock = await stockOf(ctx.db, before);
  const { item, also, basis } = saving(ctx, { itemId, before, changes: wanted, action: 'shop-admin.edit' });
  return ctx.ledger.post({ kind: EDIT, also, basis, data: dataOf(item, stock, 'edited') });
}

async function addItem(ctx: Context, changes: Partial<ItemFields>, pieces?: number): Promise<Done> {
  const { itemId, onSale } = await nextItem(ctx);
  if (onSale >= ITEMS_MAX) return ctx.ledger.refuse(EDIT, FULL);
  const limited = pieces === undefined ? {} : { unlimited: 0 };
  const { item, also, basis } = saving(ctx, { itemId, before: undefined, changes: { ...changes, ...limited }, action: 'shop-admin.add' });
  const movements = pieces ? [stocking(itemId, pieces)] : [];
  return ctx.ledger.post({ kind: EDIT, movements, also, basis, data: dataOf(item, pieces ?? -1, 'added') });
}

/** What the answer is drawn from: the item as it was saved, or as it was where only its stock has moved. */
export function dataOf(item: Item, stock: number, what: string, saved = true): Json {
  return { what, stock, saved, item: { ...item } };
}

/** Kind of the entries that change what the shop holds. */
export const STOCK = 'shop_stock';

/** Copies that come into the shop, or with a number below zero go out of it. */
export function stocking(itemId: number, pieces: number): Movement {
  const ends = pieces > 0 ? { from: MINT, to: SHOP } : { from: SHOP, to: BURN };
  return { kind: STOCK, asset: itemAsset(itemId), ...ends, amount: Math.abs(pieces), ref: `item:${itemId}` };
}
