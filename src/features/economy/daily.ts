import { and, eq } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { cooldown } from '../../db/schema/economy.ts';
import { memberAccount, MINT } from '../../ledger/accounts.ts';
import { assertAccountAge } from './transfer.ts';
import { dailyAmount, dailyDue, nextStreak } from './schedule.ts';
import { stepCooldown } from './statements.ts';
import { dailyView } from './views/daily.ts';

/** When the member did this last, and the streak then. */
async function lastTime(ctx: Context, account: string, name: string): Promise<{ at: number; streak: number }> {
  const [row] = await ctx.db
    .select({ at: cooldown.at, streak: cooldown.streak })
    .from(cooldown)
    .where(and(eq(cooldown.guild, ctx.guildId), eq(cooldown.accountId, account), eq(cooldown.name, name)));
  return row ?? { at: 0, streak: 0 };
}

/** Pays the daily reward once a period; the plan is built on the last claim, and of two built on the same one commits. */
export async function claimDaily(ctx: Context): Promise<MessageReply> {
  assertAccountAge(ctx);
  const account = memberAccount(ctx.actor.id);
  const last = await lastTime(ctx, account, 'daily');
  const due = dailyDue(last.at, ctx.settings);
  if (ctx.now < due) {
    return dailyView(ctx, await ctx.ledger.refuse('daily', { code: 'limited', text: 'economy.daily.again', params: { until: due } }));
  }
  const streak = nextStreak(last, ctx.now, ctx.settings);
  const amount = dailyAmount(streak, ctx.settings, ctx.interactionId);
  const done = await ctx.ledger.post({
    kind: 'daily',
    movements: amount > 0 ? [{ kind: 'daily', from: MINT, to: account, amount }] : [],
    also: [stepCooldown({ account, name: 'daily', streak, previousAt: last.at })],
    basis: [`daily:${account}:${last.at}`],
    data: { streak },
  });
  return dailyView(ctx, done);
}
