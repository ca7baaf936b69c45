import type { Context } from '../../../define/context.ts';
import type { Refusal } from '../../../kernel/errors.ts';
import type { Done, Json } from '../../../ledger/operation.ts';
import { findItem, ITEMS_MAX, stockOf, UNKNOWN_ITEM, type Item } from '../item.ts';
import { nextItem, saving, type ItemFields } from './save.ts';

const EDIT = 'shop_item';
const FULL: Refusal = { code: 'limited', text: 'shop.manage.full', params: { most: ITEMS_MAX } };

/** What is changed of which item: `version` is the one that the form was opened on, and 0 with item 0 makes a new one. */
export interface Edit {
  item: number;
  version: number;
  changes: Partial<ItemFields> | ((before: Item) => Partial<ItemFields>);
}

/** Makes or changes an item. A retired one is on sale again afterwards. Nobody's change is written over unseen. */
export async function editItem(ctx: Context, { item: itemId, version, changes }: Edit): Promise<Done> {
  const refuse = (refusal: Refusal): Promise<Done> => ctx.ledger.refuse(EDIT, refusal);
  if (itemId === 0) return typeof changes === 'function' ? refuse(UNKNOWN_ITEM) : addItem(ctx, changes);
  const before = await findItem(ctx, String(itemId));
  if (!before) return refuse(UNKNOWN_ITEM);
  if (before.version !== version) return refuse({ code: 'conflict', text: 'shop.manage.changed' });
  if (before.active === 0 && (await nextItem(ctx)).onSale >= ITEMS_MAX) return refuse(FULL);
  const wanted = typeof changes === 'function' ? changes(before) : changes;
  const stock = await stockOf(ctx.db, before);
  const { item, also, basis } = saving(ctx, { itemId, before, changes: { ...wanted, active: 1 }, action: 'shop-admin.edit' });
  return ctx.ledger.post({ kind: EDIT, also, basis, data: dataOf(item, stock, 'edited') });
}

async function addItem(ctx: Context, changes: Partial<ItemFields>): Promise<Done> {
  const { itemId, onSale } = await nextItem(ctx);
  if (onSale >= ITEMS_MAX) return ctx.ledger.refuse(EDIT, FULL);
  const { item, also, basis } = saving(ctx, { itemId, before: undefined, changes, action: 'shop-admin.add' });
  return ctx.ledger.post({ kind: EDIT, also, basis, data: dataOf(item, -1, 'added') });
}

/** What the answer is drawn from: the item as it was saved. */
export function dataOf(item: Item, stock: number, what: string): Json {
  return { what, stock, item: { ...item } };
}
