import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../../../define/context.ts';
import { account, stat } from '../../../db/schema/ledger.ts';
import { DAY_MS } from '../../../kernel/clock.ts';
import { BURN, COIN, ESCROW, MINT } from '../../../ledger/accounts.ts';
import { EARNING_KINDS } from '../kinds.ts';
import { utcDate } from './dates.ts';
import { isoMoment } from './leg.ts';
import { daysOf, type Period } from './period.ts';
import type { Statistics } from './statistics.ts';

/** Kinds by which coins go to the shop. */
const SPENDING_KINDS: readonly string[] = ['shop_purchase'];

interface Totals {
  count: number;
  amount: number;
}

function add(totals: Map<string, Totals>, key: string, { count, amount }: Totals): void {
  const sum = totals.get(key) ?? { count: 0, amount: 0 };
  totals.set(key, { count: sum.count + count, amount: Math.min(Number.MAX_SAFE_INTEGER, sum.amount + amount) });
}

/**
 * The coins that the server moved, out of the daily roll-ups: a row a day and kind, by primary key. The days are listed,
 * because a range of days would read the rows of every item's copies too.
 */
export async function serverStatistics(ctx: Context, period: Period): Promise<Statistics> {
  const { today, ...asked } = daysOf(period, ctx.now);
  const [[oldest], [supply, burnt, escrow]] = await Promise.all([
    ctx.db.select({ day: stat.day }).from(stat).where(eq(stat.guild, ctx.guildId)).orderBy(stat.day).limit(1),
    Promise.all([MINT, BURN, ESCROW].map(async (id) => (await ctx.db.select().from(account)
      .where(and(eq(account.guild, ctx.guildId), eq(account.accountId, id), eq(account.asset, COIN))))[0]?.balance ?? 0)),
  ]);
  const first = Math.max(asked.first, oldest?.day ?? today);
  const days = JSON.stringify(Array.from({ length: Math.max(1, today - first + 1) }, (_, index) => first + index));
  const rows = await ctx.db.select({ day: stat.day, kind: stat.kind, count: stat.count, amount: stat.amount }).from(stat)
    .where(and(eq(stat.guild, ctx.guildId), sql`${stat.day} IN (SELECT value FROM json_each(${days}))`, eq(stat.asset, COIN)));
  const byType = new Map<string, Totals>();
  const byDay = new Map<string, Totals>();
  for (const row of rows) {
    add(byType, row.kind, row);
    add(byDay, utcDate(row.day), row);
  }
  const sum = (kinds: readonly string[]): number => kinds.reduce((total, kind) => total + (byType.get(kind)?.amount ?? 0), 0);
  const [created, destroyed, held] = [-(supply ?? 0), burnt ?? 0, escrow ?? 0];
  return {
    user_id: null, period, from: isoMoment(first * DAY_MS), to: isoMoment(ctx.now),
    complete: period !== 'all' || (oldest?.day ?? today) >= asked.first,
    count: rows.reduce((total, row) => total + row.count, 0), earned: sum(EARNING_KINDS), spent: sum(SPENDING_KINDS),
    net: sum(EARNING_KINDS) - sum(SPENDING_KINDS), volume: rows.reduce((total, row) => Math.min(Number.MAX_SAFE_INTEGER, total + row.amount), 0),
    by_type: [...byType].map(([type, totals]) => ({ type, ...totals })).sort((a, b) => b.amount - a.amount),
    by_day: [...byDay].map(([date, totals]) => ({ date, ...totals })).sort((a, b) => a.date.localeCompare(b.date)),
    balances: { in_circulation: created - destroyed, created, destroyed, held },
  };
}
