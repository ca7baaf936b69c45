import type { Context } from '../../../define/context.ts';
import { touchMessage } from '../../../discord/rows.ts';
import { AppError, type Refusal } from '../../../kernel/errors.ts';
import { auditRow } from '../../../ledger/also.ts';
import type { Done, Movement } from '../../../ledger/operation.ts';
import { findItem, readStock, UNKNOWN_ITEM, type Item } from '../item.ts';
import { fenceItem, fenceStock } from '../statements.ts';
import { dataOf, STOCK, stocking } from './edit.ts';
import { saving } from './save.ts';

/** Copies that the shop may hold of one item. */
export const STOCK_MAX = 1_000_000_000;

export type StockChange = { way: 'add' | 'subtract' | 'set'; pieces: number } | { way: 'unlimited' };

/** `+5` adds, `-5` takes away, `5` or `=5` sets, `unlimited` lifts the limit. Throws AppError for anything else. */
export function readStockChange(typed: string): StockChange {
  if (/^(unlimited|unbegrenzt|∞)$/i.test(typed)) return { way: 'unlimited' };
  const [, sign = '', digits = ''] = /^([+=\-−]?)\s*(\d{1,10})$/.exec(typed) ?? [];
  const pieces = Number(digits);
  const way = sign === '+' ? 'add' : sign === '' || sign === '=' ? 'set' : 'subtract';
  if (digits === '' || pieces > STOCK_MAX || (pieces === 0 && way !== 'set')) throw new AppError('invalid', 'shop.manage.stock_unclear');
  return { way, pieces };
}

/** Changes what the shop holds of an item, by entries: @mint stocks, @burn takes away. A stock that is counted is no longer unlimited. */
export async function changeStock(ctx: Context, typed: string, change: StockChange, seen?: (before: Item) => Refusal | undefined): Promise<Done> {
  const item = await findItem(ctx, typed);
  if (!item) return ctx.ledger.refuse(STOCK, UNKNOWN_ITEM);
  const stale = seen?.(item);
  if (stale) return ctx.ledger.refuse(STOCK, stale);
  const before = (await readStock(ctx.db, ctx.guildId, [item.itemId])).get(item.itemId) ?? 0;
  const told = item.unlimited === 1 ? 'unlimited' : before;
  const movements = movementsOf(item, before, change);
  const unlimited = change.way === 'unlimited' ? 1 : 0;
  const after = change.way === 'unlimited' ? -1 : stockAfter(before, change);
  const set = change.way === 'set' ? [fenceStock(change.pieces)] : [];
  if (unlimited !== item.unlimited) {
    const saved = saving(ctx, { itemId: item.itemId, before: item, changes: { unlimited }, action: 'shop-admin.stock' });
    return ctx.ledger.post({ kind: STOCK, movements, also: [...saved.also, ...set], basis: saved.basis, data: dataOf(saved.item, after, 'stocked') });
  }
  const note = auditRow({
    action: 'shop-admin.stock', target: `item:${item.itemId}`, before: { stock: told }, after: { ...change }, source: ctx.source,
  });
  const also = [fenceItem({ item: item.itemId, version: item.version }), ...set, touchMessage('item', item.itemId), note];
  return ctx.ledger.post({ kind: STOCK, movements, also, data: dataOf(item, after, 'stocked', false) });
}

function stockAfter(before: number, change: Exclude<StockChange, { way: 'unlimited' }>): number {
  if (change.way === 'set') return change.pieces;
  return Math.max(0, before + (change.way === 'add' ? change.pieces : -change.pieces));
}

function movementsOf({ itemId }: Item, before: number, change: StockChange): Movement[] {
  if (change.way === 'unlimited') return [];
  const difference = change.way === 'set' ? change.pieces - before : change.way === 'add' ? change.pieces : -change.pieces;
  return difference === 0 ? [] : [stocking(itemId, difference)];
}
