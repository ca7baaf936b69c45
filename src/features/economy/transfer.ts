import type { Context } from '../../define/context.ts';
import type { UserValue } from '../../define/options.ts';
import type { MessageReply } from '../../define/reply.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { snowflakeTime } from '../../kernel/snowflake.ts';
import { memberAccount } from '../../ledger/accounts.ts';
import { paidView } from './views/paid.ts';

/** Throws unless the user has a wallet that the actor may pay into: a member, no bot, somebody else. */
export function assertReceiver(ctx: Context, receiver: UserValue): void {
  if (receiver.bot) throw new AppError('invalid', 'errors.no_bots');
  if (receiver.id === ctx.actor.id) throw new AppError('invalid', 'errors.no_self');
  if (!receiver.member) throw new AppError('not_found', 'errors.not_member');
}

/** Throws where the actor's Discord account is younger than the server asks. */
export function assertAccountAge(ctx: Context): void {
  const days = ctx.settings.limits.accountAge;
  if (days > 0 && ctx.now - snowflakeTime(ctx.actor.id) < days * DAY_MS) throw new AppError('forbidden', 'errors.account_age', { days });
}

/** Moves coins from the actor to another member: /pay, /give and the menu all end here. */
export async function transfer(ctx: Context, receiver: UserValue, amount: number, note: string): Promise<MessageReply> {
  assertReceiver(ctx, receiver);
  assertAccountAge(ctx);
  const limit = ctx.settings.limits.pay;
  if (limit !== null && amount > limit) throw new AppError('invalid', 'economy.pay.over_limit', { limit });
  const movement = { kind: 'pay', from: memberAccount(ctx.actor.id), to: memberAccount(receiver.id), amount, note };
  return paidView(ctx, await ctx.ledger.post({ kind: 'pay', movements: [movement], data: { note } }));
}
