import { and, eq, gte, lt, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guildRoute, ok } from '../../../define/route.ts';
import { stat } from '../../../db/schema/ledger.ts';
import { DAY_MS } from '../../../kernel/clock.ts';
import { itemAsset } from '../../../ledger/accounts.ts';
import { PURCHASE } from '../purchase.ts';

/** Days that are counted at most: each is one look into the roll-ups, and a row for every item that moved on it. */
const DAYS_MAX = 90;
/** What the assets of items begin with, and the first text behind all of them. */
const [FIRST, BEHIND] = [itemAsset(0).slice(0, -1), 'item;'];

/** Copies sold of each item, out of the daily roll-ups. */
export const listSales = guildRoute({
  method: 'GET', path: '/api/:server_id/shop/sales', access: 'staff', summary: 'Copies sold of each item in the last days, refunds not taken off; items without a sale are left out',
  query: z.object({ days: z.coerce.number().int().min(1).max(DAYS_MAX).default(30) }),
  reply: z.object({ days: z.int(), items: z.array(z.object({ id: z.int(), sold: z.int() })) }),
  async run(ctx, { query: { days } }) {
    const today = Math.floor(ctx.now / DAY_MS);
    const wanted = JSON.stringify(Array.from({ length: days }, (_, index) => today - index));
    const rows = await ctx.db.select({ asset: stat.asset, sold: sql<number>`SUM(${stat.amount})` }).from(stat).where(and(
      eq(stat.guild, ctx.guildId), sql`${stat.day} IN (SELECT value FROM json_each(${wanted}))`, gte(stat.asset, FIRST), lt(stat.asset, BEHIND), eq(stat.kind, PURCHASE),
    )).groupBy(stat.asset);
    return ok({ days, items: rows.map(({ asset, sold }) => ({ id: Number(asset.slice(FIRST.length)), sold })) });
  },
});
