import { and, eq } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import { cooldown, earnedDay } from '../../db/schema/economy.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { midnightAfter } from '../../kernel/zone.ts';
import type { AlsoRow } from '../../ledger/operation.ts';
import { stepEarned } from './statements.ts';

/** When the member did this last, and the streak then. */
export async function lastTime(ctx: Context, account: string, name: string): Promise<{ at: number; streak: number }> {
  const [row] = await ctx.db
    .select({ at: cooldown.at, streak: cooldown.streak })
    .from(cooldown)
    .where(and(eq(cooldown.guild, ctx.guildId), eq(cooldown.accountId, account), eq(cooldown.name, name)));
  return row ?? { at: 0, streak: 0 };
}

/** What may be paid of a wanted amount, with the row and the token that hold the day's ceiling at the commit. */
export interface Earnable {
  amount: number;
  also: AlsoRow[];
  basis: string[];
}

/** Cuts an amount to what the day's ceiling leaves, or gives the refusal where nothing is left. */
export async function withinDailyCap(ctx: Context, account: string, wanted: number): Promise<Earnable | { refusal: Refusal }> {
  const cap = ctx.settings.limits.dailyCap;
  if (cap === null || wanted === 0) return { amount: wanted, also: [], basis: [] };
  const day = midnightAfter(ctx.now, ctx.settings.locale.timezone);
  const [row] = await ctx.db
    .select({ amount: earnedDay.amount })
    .from(earnedDay)
    .where(and(eq(earnedDay.guild, ctx.guildId), eq(earnedDay.accountId, account), eq(earnedDay.day, day)));
  const previous = row?.amount ?? 0;
  const amount = Math.min(wanted, cap - previous);
  if (amount <= 0) return { refusal: { code: 'limited', text: 'economy.earning.cap', params: { cap, until: day } } };
  return {
    amount,
    also: [stepEarned({ account, day, amount: previous + amount, previous })],
    basis: [`earned:${account}:${day}:${previous}`],
  };
}
