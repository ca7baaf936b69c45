import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { AppError, type Refusal } from '../../kernel/errors.ts';
import { BURN, memberAccount, MINT } from '../../ledger/accounts.ts';
import { findItem, noteOf, readItem, UNKNOWN_ITEM, type Item } from './item.ts';
import { lotMovements, readLots, takeCopies, type Taken } from './lots.ts';
import { fenceItem } from './statements.ts';
import { soldView } from './views/sold.ts';

const SALE = 'shop_sale';

interface Sale {
  item: Item;
  taken: Taken[];
  /** Coins for all copies. */
  proceeds: number;
}

/** What the shop pays for copies: a share of the price of now, rounded down. BigInt, because price × rate may pass 2^53. */
function proceedsOf({ price, sellRate }: Pick<Item, 'price' | 'sellRate'>, quantity: number): number {
  return Number((BigInt(price) * BigInt(sellRate) * BigInt(quantity)) / 100n);
}

/** The sale as it would be now, or why there is none. */
async function planSale(ctx: Context, item: Item, quantity: number): Promise<Sale | { refusal: Refusal }> {
  const proceeds = proceedsOf(item, quantity);
  if (item.sellRate === 0) return { refusal: { code: 'blocked', text: 'shop.sell.never' } };
  if (proceeds === 0) return { refusal: { code: 'blocked', text: 'shop.sell.worthless' } };
  const found = takeCopies(await readLots(ctx, memberAccount(ctx.actor.id), item.itemId), quantity, ctx.now);
  return 'refusal' in found ? found : { item, taken: found.taken, proceeds };
}

/** What is asked before copies are sold: they are gone afterwards. Throws AppError where they cannot be. */
export async function offerSale(ctx: Context, typed: string, quantity: number): Promise<Sale> {
  const sale = await planSale(ctx, await readItem(ctx, typed), quantity);
  if ('refusal' in sale) throw AppError.from(sale.refusal);
  return sale;
}

/** Sells copies back to the shop for what was offered; after a change of the item the member is asked again. */
export async function sell(ctx: Context, itemId: number, quantity: number, version: number): Promise<MessageReply> {
  const refuse = async (refusal: Refusal): Promise<MessageReply> => soldView(ctx, await ctx.ledger.refuse(SALE, refusal));
  const item = await findItem(ctx, String(itemId));
  if (!item) return refuse(UNKNOWN_ITEM);
  if (item.version !== version) return refuse({ code: 'conflict', text: 'shop.sell.changed' });
  const sale = await planSale(ctx, item, quantity);
  if ('refusal' in sale) return refuse(sale.refusal);
  const note = noteOf(item, quantity);
  const coins = { kind: SALE, from: MINT, to: memberAccount(ctx.actor.id), amount: sale.proceeds, ref: `item:${itemId}`, note };
  const done = await ctx.ledger.post({
    kind: SALE,
    movements: [...lotMovements(sale.taken, { kind: SALE, to: BURN, note }), coins],
    also: [fenceItem({ item: itemId, version })],
    data: { name: item.name, emoji: item.emoji, quantity },
  });
  return soldView(ctx, done);
}
