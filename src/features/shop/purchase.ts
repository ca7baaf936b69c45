import { desc, sql } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { touchMessage } from '../../discord/rows.ts';
import { shopItem } from '../../db/schema/shop.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { AMOUNT_MAX } from '../../kernel/limits.ts';
import { COIN, itemAsset, memberAccount, MINT, SHOP } from '../../ledger/accounts.ts';
import type { AlsoRow, Movement } from '../../ledger/operation.ts';
import { itemNamed, noteOf, UNKNOWN_ITEM, type Item } from './item.ts';
import { fenceItem, stepCount } from './statements.ts';
import { boughtView } from './views/bought.ts';

/** Kind of both entries of a purchase. */
export const PURCHASE = 'shop_purchase';

interface Counter {
  bought: number;
  version: number;
}

interface Order {
  item: Item;
  quantity: number;
  counter: Counter;
}

/**
 * Sells so many copies at the price of now: coins, stock, copies and what the member has bought of it commit together or
 * not at all. An item that was edited between plan and commit is planned anew, so that nobody pays another price than one of
 * the two. Exactly one call to the object.
 */
export async function buy(ctx: Context, typed: string, quantity: number): Promise<MessageReply> {
  const buyer = memberAccount(ctx.actor.id);
  const found = await readOffer(ctx, typed, buyer);
  const refuse = async (refusal: Refusal): Promise<MessageReply> => boughtView(ctx, await ctx.ledger.refuse(PURCHASE, refusal));
  if (!found) return refuse(UNKNOWN_ITEM);
  const { item, counter } = found;
  const order = { item, quantity, counter };
  const refusal = obstacle(ctx, order, found);
  if (refusal) return refuse(refusal);
  const total = item.price * quantity;
  const { itemId, name, emoji, copyDays: days } = item;
  const done = await ctx.ledger.post({
    kind: PURCHASE,
    movements: movementsOf(order, buyer),
    also: alsoOf(order, buyer),
    basis: item.limitPerMember === null ? [] : [`shop_count:${itemId}:${buyer}:${counter.version}`],
    data: { item: itemId, name, emoji, quantity, total, days, refundHours: ctx.settings.shop.refundHours },
  });
  return boughtView(ctx, done);
}

/** What a purchase is planned on. */
interface Offer {
  item: Item;
  /** Copies in the shop; null where none was ever stocked. */
  stock: number | null;
  counter: Counter;
  /** Coins of the buyer. */
  balance: number;
}

/** The item with everything that its purchase depends on, in one read; every part by primary key. */
async function readOffer(ctx: Context, typed: string, buyer: string): Promise<Offer | undefined> {
  const [row] = await ctx.db
    .select({
      item: shopItem,
      stock: sql<number | null>`(SELECT balance FROM account WHERE account.guild = shop_item.guild AND account_id = ${SHOP}
        AND asset = 'item:' || shop_item.item_id)`,
      bought: sql<number | null>`(SELECT bought FROM item_count WHERE item_count.guild = shop_item.guild
        AND item_count.item_id = shop_item.item_id AND account_id = ${buyer})`,
      counted: sql<number | null>`(SELECT item_count.version FROM item_count WHERE item_count.guild = shop_item.guild
        AND item_count.item_id = shop_item.item_id AND account_id = ${buyer})`,
      balance: sql<number | null>`(SELECT balance FROM account WHERE account.guild = shop_item.guild AND account_id = ${buyer} AND asset = ${COIN})`,
    })
    .from(shopItem).where(itemNamed(ctx.guildId, typed)).orderBy(desc(shopItem.active), shopItem.itemId).limit(1);
  if (!row) return undefined;
  const { item, stock, bought, counted } = row;
  return { item, stock, counter: { bought: bought ?? 0, version: counted ?? 0 }, balance: row.balance ?? ctx.settings.currency.start };
}

function obstacle(ctx: Context, { item, quantity, counter }: Order, { stock, balance }: Offer): Refusal | undefined {
  const { limitPerMember: most, requiredRole: role, minBalance } = item;
  if (item.active === 0) return { code: 'blocked', text: 'shop.buy.retired', params: { item: item.name } };
  if (role !== null && !ctx.actor.roles.includes(role)) return { code: 'forbidden', text: 'shop.buy.needs_role', params: { role: `@&${role}` } };
  if (minBalance !== null && balance < minBalance) return { code: 'forbidden', text: 'shop.buy.needs_balance', params: { amount: minBalance } };
  if (item.price * quantity > AMOUNT_MAX) return { code: 'invalid', text: 'errors.ceiling' };
  if (most !== null && counter.bought + quantity > most) {
    return { code: 'limited', text: 'shop.buy.limit', params: { most, pieces: Math.max(0, most - counter.bought) } };
  }
  // The ledger refuses what is not there; asked first so that somebody with an empty wallet hears that it is sold out.
  if (item.unlimited === 0 && !stock) return { code: 'blocked', text: 'errors.sold_out' };
  return undefined;
}

function movementsOf({ item, quantity }: Order, buyer: string): Movement[] {
  const ref = `item:${item.itemId}`;
  const note = noteOf(item, quantity);
  const amount = item.price * quantity;
  // The coins go first: the lot takes its price from the entry before its own.
  const coins = amount > 0 ? [{ kind: PURCHASE, from: buyer, to: SHOP, amount, ref, note }] : [];
  const from = item.unlimited === 1 ? MINT : SHOP;
  return [...coins, { kind: PURCHASE, asset: itemAsset(item.itemId), from, to: buyer, amount: quantity, ref, note }];
}

function alsoOf({ item, quantity, counter }: Order, buyer: string): AlsoRow[] {
  const { itemId, version, minBalance } = item;
  const fence = fenceItem({ item: itemId, version, onSale: true, ...(minBalance === null ? {} : { member: buyer, minBalance }) });
  return [
    fence,
    ...(item.limitPerMember === null ? [] : [stepCount({ item: itemId, account: buyer, bought: counter.bought + quantity, version: counter.version + 1 })]),
    // Only a stock that runs down changes the card.
    ...(item.unlimited === 1 ? [] : [touchMessage('item', itemId)]),
  ];
}
