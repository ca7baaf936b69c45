import { and, eq } from 'drizzle-orm';
import type { Context } from '../../../define/context.ts';
import { account } from '../../../db/schema/ledger.ts';
import { DAY_MS } from '../../../kernel/clock.ts';
import { COIN, memberAccount } from '../../../ledger/accounts.ts';
import { utcDate } from './dates.ts';
import { isoMoment } from './leg.ts';
import { startOf } from './listing.ts';
import { daysOf, type Period } from './period.ts';
import { scan } from './scan.ts';
import type { Statistics } from './statistics.ts';
import { typeOf } from './transaction-types.ts';

/** Entries of a member that one statistic looks at; those before them are in the account's totals alone. */
const ENTRIES_MAX = 960;

/**
 * What one member got and gave. `earned` and `spent` of all time are the account's own totals, which are exact; everything
 * else is counted over the newest entries of the period.
 */
export async function memberStatistics(ctx: Context, user: string, period: Period): Promise<Statistics> {
  const since = period === 'all' ? 0 : daysOf(period, ctx.now).first * DAY_MS;
  const [totals] = await ctx.db.select().from(account)
    .where(and(eq(account.guild, ctx.guildId), eq(account.accountId, memberAccount(user)), eq(account.asset, COIN)));
  const at = await startOf(ctx, { sort: 'newest' }, { since: null, until: null });
  const { rows, reached } = await scan(ctx, { user, sort: 'newest' }, { ...at, rows: ENTRIES_MAX, window: 0, span: 0 });
  const counted = rows.filter((row) => row.asset === COIN && row.at >= since);
  const byType = new Map<string, { count: number; amount: number }>();
  const byDay = new Map<string, { count: number; amount: number }>();
  let [earned, spent] = [0, 0];
  for (const row of counted) {
    const side = row.to_account === memberAccount(user) ? 'to' : 'from';
    const amount = side === 'to' ? row.amount : -row.amount;
    if (side === 'to') earned += row.amount;
    else spent += row.amount;
    for (const [sums, key] of [[byType, typeOf(row.kind, side)], [byDay, utcDate(Math.floor(row.at / DAY_MS))]] as const) {
      const sum = sums.get(key) ?? { count: 0, amount: 0 };
      sums.set(key, { count: sum.count + 1, amount: sum.amount + amount });
    }
  }
  const oldest = rows.at(-1);
  const complete = reached === null || (oldest !== undefined && oldest.at < since);
  const exact = period === 'all';
  if (exact) [earned, spent] = [totals?.totalIn ?? 0, totals?.totalOut ?? 0];
  return {
    user_id: user, period, from: complete ? (exact ? null : isoMoment(since)) : isoMoment(oldest?.at ?? since), to: isoMoment(ctx.now), complete,
    count: counted.length, earned, spent, net: earned - spent, volume: Math.min(Number.MAX_SAFE_INTEGER, earned + spent),
    by_type: [...byType].map(([type, sums]) => ({ type, ...sums })).sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
    by_day: [...byDay].map(([date, sums]) => ({ date, ...sums })).sort((a, b) => a.date.localeCompare(b.date)),
    balances: null,
  };
}
