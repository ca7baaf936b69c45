import { and, desc, eq, gt, sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import type { Choice } from '../../define/options.ts';
import { fulfilment, lot, shopItem } from '../../db/schema/shop.ts';
import { HOUR_MS } from '../../kernel/clock.ts';
import { memberAccount } from '../../ledger/accounts.ts';
import { readInventory } from './inventory.ts';
import { ON_SALE } from './item.ts';

/** Choices that Discord shows. */
const CHOICES_MAX = 25;
/** Items of an inventory that the completion looks through. */
const HELD_MAX = 100;

const fits = (typed: string, name: string, id: number): boolean =>
  name.toLowerCase().includes(typed.toLowerCase()) || String(id).startsWith(typed.replace('#', ''));

async function itemsLike(ctx: Context, typed: string, which: SQL | undefined): Promise<Choice[]> {
  const { money } = ctx.privateTexts;
  const rows = await ctx.db.select({ itemId: shopItem.itemId, name: shopItem.name, price: shopItem.price, active: shopItem.active })
    .from(shopItem)
    .where(and(eq(shopItem.guild, ctx.guildId), which,
      sql`(instr(lower(${shopItem.name}), ${typed.toLowerCase()}) > 0 OR CAST(${shopItem.itemId} AS TEXT) = ${typed.replace('#', '')})`))
    .orderBy(desc(shopItem.active), shopItem.position).limit(CHOICES_MAX);
  return rows.map(({ itemId, name, price, active }) => ({
    name: `${name} · ${money(price)} · #${itemId}${active === 1 ? '' : ` · ${ctx.privateTexts.t('shop.item.retired')}`}`, value: String(itemId),
  }));
}

/** Items on sale, by name or id. */
export const completeItem = (ctx: Context, typed: string): Promise<Choice[]> => itemsLike(ctx, typed, ON_SALE);

/** Items on sale and retired ones, for staff. */
export const completeAnyItem = (ctx: Context, typed: string): Promise<Choice[]> => itemsLike(ctx, typed, undefined);

/** Items that the member holds. */
export async function completeHeld(ctx: Context, typed: string): Promise<Choice[]> {
  const held = await readInventory(ctx, ctx.actor.id, 1, HELD_MAX);
  return held.filter(({ name, itemId }) => fits(typed, name, itemId))
    .map(({ name, itemId, pieces }) => ({ name: `${name} · ${ctx.privateTexts.number(pieces)} ×`, value: String(itemId) }));
}

const moment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Purchases of the member that can be given back, newest first. */
export async function completePurchase(ctx: Context, typed: string): Promise<Choice[]> {
  const { number, money } = ctx.privateTexts;
  const since = ctx.now - ctx.settings.shop.refundHours * HOUR_MS;
  const rows = await ctx.db
    .select({ seq: lot.seq, amount: lot.amount, price: lot.price, at: lot.at, name: shopItem.name })
    .from(lot)
    .innerJoin(shopItem, and(eq(shopItem.guild, lot.guild), sql`${shopItem.itemId} = CAST(substr(${lot.asset}, 6) AS INTEGER)`))
    .where(and(eq(lot.guild, ctx.guildId), eq(lot.owner, memberAccount(ctx.actor.id)), eq(lot.bought, 1), eq(lot.unused, lot.amount), gt(lot.at, since)))
    .orderBy(desc(lot.seq)).limit(HELD_MAX);
  return rows.filter(({ name, seq }) => fits(typed, name, seq)).map(({ seq, amount, price, at, name }) => ({
    name: `#${seq} · ${name} × ${number(amount)} · ${money(price * amount)} · ${moment(at)}`, value: String(seq),
  }));
}

/** Orders that wait for staff, oldest first. */
export async function completeOrder(ctx: Context, typed: string): Promise<Choice[]> {
  const rows = await ctx.db.select().from(fulfilment)
    .where(and(eq(fulfilment.guild, ctx.guildId), sql`${fulfilment.state} = 'waiting'`))
    .orderBy(fulfilment.createdAt, fulfilment.fulfilmentId).limit(HELD_MAX);
  return rows.filter(({ name, fulfilmentId }) => fits(typed, name, fulfilmentId)).map(({ name, fulfilmentId, quantity, createdAt }) => ({
    name: `#${fulfilmentId} · ${name} × ${ctx.privateTexts.number(quantity)} · ${moment(createdAt)}`, value: String(fulfilmentId),
  }));
}

/** Categories that something on sale is in. */
export async function completeCategory(ctx: Context, typed: string): Promise<Choice[]> {
  const rows = await ctx.db.selectDistinct({ category: shopItem.category }).from(shopItem)
    .where(and(eq(shopItem.guild, ctx.guildId), ON_SALE, sql`instr(lower(${shopItem.category}), ${typed.toLowerCase()}) > 0`))
    .limit(CHOICES_MAX);
  return rows.filter(({ category }) => category !== '').map(({ category }) => ({ name: category, value: category }));
}
