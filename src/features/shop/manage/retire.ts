import type { Context } from '../../../define/context.ts';
import type { Done } from '../../../ledger/operation.ts';
import { findItem, UNKNOWN_ITEM } from '../item.ts';
import { dataOf, staleItem, type Seen } from './edit.ts';
import { saving } from './save.ts';

const RETIRE = 'shop_retire';

/** Takes an item off sale, with its card. Copies that members hold stay theirs and can still be used. */
export async function retire(ctx: Context, itemId: number, version: Seen): Promise<Done> {
  const before = await findItem(ctx, String(itemId));
  if (!before) return ctx.ledger.refuse(RETIRE, UNKNOWN_ITEM);
  if (before.active === 0) return ctx.ledger.refuse(RETIRE, { code: 'conflict', text: 'shop.manage.retired_already' });
  const stale = staleItem(before, version);
  if (stale) return ctx.ledger.refuse(RETIRE, stale);
  const { item, also, basis } = saving(ctx, { itemId, before, changes: { active: 0 }, action: 'shop-admin.retire' });
  return ctx.ledger.post({ kind: RETIRE, also, basis, data: dataOf(item, 0, 'removed') });
}
