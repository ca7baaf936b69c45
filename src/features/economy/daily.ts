import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { memberAccount, MINT } from '../../ledger/accounts.ts';
import { lastTime, withinDailyCap } from './earning.ts';
import { dailyAmount, dailyDue, nextStreak, streakBonus } from './schedule.ts';
import { stepCooldown } from './statements.ts';
import { tooYoung } from './transfer.ts';
import { dailyView } from './views/daily.ts';

/** Pays the daily reward once a period; the plan is built on the last claim, and of two built on the same one commits. */
export async function claimDaily(ctx: Context): Promise<MessageReply> {
  const refuse = async (refusal: Refusal): Promise<MessageReply> => dailyView(ctx, await ctx.ledger.refuse('daily', refusal));
  const young = tooYoung(ctx);
  if (young) return refuse(young);
  const account = memberAccount(ctx.actor.id);
  const last = await lastTime(ctx, account, 'daily');
  const due = dailyDue(last.at, ctx.settings);
  if (ctx.now < due) return refuse({ code: 'limited', text: 'economy.daily.again', params: { until: due } });
  const streak = nextStreak(last, ctx.now, ctx.settings);
  const earnable = await withinDailyCap(ctx, account, dailyAmount(streak, ctx.settings, ctx.interactionId));
  if ('refusal' in earnable) return refuse(earnable.refusal);
  const { amount, also, basis } = earnable;
  const done = await ctx.ledger.post({
    kind: 'daily',
    movements: amount > 0 ? [{ kind: 'daily', from: MINT, to: account, amount }] : [],
    also: [stepCooldown({ account, name: 'daily', streak, previousAt: last.at }), ...also],
    basis: [`daily:${account}:${last.at}`, ...basis],
    data: { streak, bonus: streakBonus(streak, ctx.settings) },
  });
  return dailyView(ctx, done);
}
