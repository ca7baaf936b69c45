import { and, eq, gt, sql } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import { account } from '../../db/schema/ledger.ts';
import { shopItem } from '../../db/schema/shop.ts';
import { memberAccount } from '../../ledger/accounts.ts';

/** Items on a page of an inventory. */
export const INVENTORY_PAGE = 10;

export interface Held {
  itemId: number;
  name: string;
  emoji: string;
  actions: string;
  pieces: number;
  /** When the first copies expire, or null. */
  expiresAt: number | null;
}

const NAMED = sql`${shopItem.itemId} = CAST(substr(${account.asset}, 6) AS INTEGER)`;

/** What a member holds, a page and one more; by primary key from the first row to the last. */
export async function readInventory(ctx: Context, user: string, page: number, limit = INVENTORY_PAGE + 1): Promise<Held[]> {
  return ctx.db
    .select({
      itemId: shopItem.itemId, name: shopItem.name, emoji: shopItem.emoji, actions: shopItem.actions, pieces: account.balance,
      expiresAt: sql<number | null>`(SELECT MIN(lot.expires_at) FROM lot WHERE lot.guild = ${account.guild}
        AND lot.owner = ${account.accountId} AND lot.asset = ${account.asset})`,
    })
    .from(account)
    .innerJoin(shopItem, and(eq(shopItem.guild, account.guild), NAMED))
    .where(and(
      eq(account.guild, ctx.guildId), eq(account.accountId, memberAccount(user)),
      sql`${account.asset} >= 'item:' AND ${account.asset} < 'item;'`, gt(account.balance, 0),
    ))
    .orderBy(account.asset).limit(limit).offset((page - 1) * INVENTORY_PAGE);
}
