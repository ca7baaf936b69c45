import { and, eq, inArray } from 'drizzle-orm';
import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { touchMessage } from '../../discord/rows.ts';
import { entry } from '../../db/schema/ledger.ts';
import { itemCount, lot, shopItem } from '../../db/schema/shop.ts';
import { HOUR_MS } from '../../kernel/clock.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { BURN, COIN, memberAccount, SHOP } from '../../ledger/accounts.ts';
import type { AlsoRow, Movement } from '../../ledger/operation.ts';
import { itemOf, noteOf, type Item } from './item.ts';
import type { Lot } from './lots.ts';
import { PURCHASE } from './purchase.ts';
import { fenceItem, stepCount } from './statements.ts';
import { refundedView } from './views/refunded.ts';

/** Kind of the entries by which a purchase goes back. */
export const REFUND = 'shop_refund';

interface Bought {
  lot: Lot;
  item: Item;
  counter: { bought: number; version: number } | undefined;
}

/** Gives a whole unused purchase back for what it cost, once. The purchase is named by its number, the entry of its copies. */
export async function refund(ctx: Context, typed: string): Promise<MessageReply> {
  const seq = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).catch(0).parse(typed.replace(/^#/, ''));
  const buyer = memberAccount(ctx.actor.id);
  const bought = await readBought(ctx, buyer, seq);
  const refusal = 'code' in bought ? bought : obstacle(ctx, bought);
  if (refusal || 'code' in bought) return refundedView(ctx, await ctx.ledger.refuse(REFUND, refusal ?? UNKNOWN));
  const { item, counter } = bought;
  const { amount } = bought.lot;
  const done = await ctx.ledger.post({
    kind: REFUND,
    movements: movementsOf(bought, buyer),
    also: alsoOf(bought, buyer),
    basis: counter ? [`shop_count:${item.itemId}:${buyer}:${counter.version}`] : [],
    data: { name: item.name, emoji: item.emoji, quantity: amount, total: bought.lot.price * amount, purchase: seq },
  });
  return refundedView(ctx, done);
}

/** The entry that paid for the copies of another, as the trigger of the lots takes it too. */
const paidBy = (seq: number): number => seq - 1;

/** The once_key of a reversal, as staff's /eco reverse uses it. */
const reverses = (seq: number): string => `reverse:${seq}`;

const UNKNOWN: Refusal = { code: 'not_found', text: 'shop.refund.unknown' };

/** The purchase with its item, or why there is none to give back. */
async function readBought(ctx: Context, buyer: string, seq: number): Promise<Bought | Refusal> {
  const [made] = await ctx.db.select({ asset: entry.asset, to: entry.toAccount, kind: entry.kind }).from(entry)
    .where(and(eq(entry.guild, ctx.guildId), eq(entry.seq, seq)));
  if (!made || made.to !== buyer || made.kind !== PURCHASE || made.asset === COIN) return UNKNOWN;
  const itemId = itemOf(made.asset);
  const [[row], [item], [counter], [reversed]] = await ctx.db.batch([
    ctx.db.select().from(lot).where(and(eq(lot.guild, ctx.guildId), eq(lot.owner, buyer), eq(lot.asset, made.asset), eq(lot.seq, seq))),
    ctx.db.select().from(shopItem).where(and(eq(shopItem.guild, ctx.guildId), eq(shopItem.itemId, itemId))),
    ctx.db.select({ bought: itemCount.bought, version: itemCount.version }).from(itemCount)
      .where(and(eq(itemCount.guild, ctx.guildId), eq(itemCount.itemId, itemId), eq(itemCount.accountId, buyer))),
    ctx.db.select({ seq: entry.seq }).from(entry).where(and(eq(entry.guild, ctx.guildId), inArray(entry.onceKey, [reverses(seq), reverses(paidBy(seq))]))),
  ]);
  // A lot that is used up has no row.
  if (!row) return { code: 'conflict', text: 'shop.refund.used' };
  if (reversed) return { code: 'conflict', text: 'shop.refund.reversed' };
  return item ? { lot: row, item, counter } : UNKNOWN;
}

function obstacle(ctx: Context, { lot: { amount, unused, at, expiresAt } }: Bought): Refusal | undefined {
  const hours = ctx.settings.shop.refundHours;
  if (hours === 0) return { code: 'blocked', text: 'shop.refund.off' };
  if (unused !== amount) return { code: 'conflict', text: 'shop.refund.used' };
  if (ctx.now > at + hours * HOUR_MS) return { code: 'limited', text: 'shop.refund.late', params: { hours } };
  if (expiresAt !== null && expiresAt <= ctx.now) return { code: 'conflict', text: 'shop.refund.used' };
  return undefined;
}

/** A refund counts as the reversal of both entries of the purchase: staff cannot take back what went back, nor the other way round. */
function movementsOf({ lot: { seq, amount, price, asset }, item }: Bought, buyer: string): Movement[] {
  const note = noteOf(item, amount);
  const copies = {
    kind: REFUND, asset, from: buyer, to: item.unlimited === 1 ? BURN : SHOP, amount, ref: `lot:${seq}`, onceKey: reverses(seq), note,
  };
  const total = price * amount;
  if (total === 0) return [copies];
  const paid = paidBy(seq);
  // Money that comes home is not held to the server's cap.
  return [copies, { kind: REFUND, from: SHOP, to: buyer, amount: total, ref: `entry:${paid}`, onceKey: reverses(paid), note, uncapped: true }];
}

function alsoOf({ lot: { amount }, item, counter }: Bought, buyer: string): AlsoRow[] {
  const { itemId, version, unlimited } = item;
  return [
    fenceItem({ item: itemId, version }),
    ...(counter ? [stepCount({ item: itemId, account: buyer, bought: Math.max(0, counter.bought - amount), version: counter.version + 1 })] : []),
    ...(unlimited === 1 ? [] : [touchMessage('item', itemId)]),
  ];
}
