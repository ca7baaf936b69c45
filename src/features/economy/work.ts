import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { memberAccount, MINT } from '../../ledger/accounts.ts';
import { lastTime, withinDailyCap } from './earning.ts';
import { drawBetween, workDue } from './schedule.ts';
import { stepCooldown } from './statements.ts';
import { tooYoung } from './transfer.ts';
import { workedView } from './views/worked.ts';

/** Jobs that a member may pick; each has LINES texts in the catalogue under economy.work.lines. */
export const JOBS = ['baker', 'courier', 'gardener', 'musician', 'mechanic', 'librarian'] as const;
export type Job = (typeof JOBS)[number];

/** Texts a job. */
const LINES = 3;

/** Pays a drawn amount after a cooldown. Amount, text and, where none was picked, the job come from the interaction. */
export async function work(ctx: Context, picked: Job | undefined): Promise<MessageReply> {
  const refuse = async (refusal: Refusal): Promise<MessageReply> => workedView(ctx, await ctx.ledger.refuse('work', refusal));
  const young = tooYoung(ctx);
  if (young) return refuse(young);
  const account = memberAccount(ctx.actor.id);
  const last = await lastTime(ctx, account, 'work');
  const due = workDue(last.at, ctx.settings);
  if (ctx.now < due) return refuse({ code: 'limited', text: 'economy.work.again', params: { until: due } });
  const { min, max } = ctx.settings.earning.work;
  const earnable = await withinDailyCap(ctx, account, drawBetween(min, max, ctx.interactionId));
  if ('refusal' in earnable) return refuse(earnable.refusal);
  const { amount, also, basis } = earnable;
  const job = picked ?? JOBS[drawBetween(0, JOBS.length - 1, ctx.interactionId, 1)] ?? JOBS[0];
  const done = await ctx.ledger.post({
    kind: 'work',
    movements: amount > 0 ? [{ kind: 'work', from: MINT, to: account, amount }] : [],
    also: [stepCooldown({ account, name: 'work', streak: 0, previousAt: last.at }), ...also],
    basis: [`work:${account}:${last.at}`, ...basis],
    data: { job, line: drawBetween(1, LINES, ctx.interactionId, 2) },
  });
  return workedView(ctx, done);
}
