import type { Context } from '../../define/context.ts';
import type { UserValue } from '../../define/options.ts';
import type { MessageReply } from '../../define/reply.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import { AppError, type Refusal } from '../../kernel/errors.ts';
import { snowflakeTime } from '../../kernel/snowflake.ts';
import { memberAccount } from '../../ledger/accounts.ts';
import { paidView } from './views/paid.ts';

/** Throws unless the user has a wallet that the actor may pay into: a member, no bot, somebody else. */
export function assertReceiver(ctx: Context, receiver: UserValue): void {
  if (receiver.bot) throw new AppError('invalid', 'errors.no_bots');
  if (receiver.id === ctx.actor.id) throw new AppError('invalid', 'errors.no_self');
  if (!receiver.member) throw new AppError('not_found', 'errors.not_member');
}

/** The refusal where the actor's Discord account is younger than the server asks. */
export function tooYoung(ctx: Context): Refusal | undefined {
  const days = ctx.settings.limits.accountAge;
  if (days === 0 || ctx.now - snowflakeTime(ctx.actor.id) >= days * DAY_MS) return undefined;
  return { code: 'forbidden', text: 'errors.account_age', params: { days } };
}

function overLimit(ctx: Context, amount: number): Refusal | undefined {
  const limit = ctx.settings.limits.pay;
  if (limit === null || amount <= limit) return undefined;
  return { code: 'invalid', text: 'economy.pay.over_limit', params: { limit } };
}

/** Moves coins from the actor to another member: /pay, /give and the form all end here. Exactly one call to the object. */
export async function transfer(ctx: Context, receiver: UserValue, amount: number, note: string): Promise<MessageReply> {
  assertReceiver(ctx, receiver);
  // Both hang on settings, which may have changed since a first delivery paid: the stored outcome goes first.
  const refusal = tooYoung(ctx) ?? overLimit(ctx, amount);
  if (refusal) return paidView(ctx, await ctx.ledger.refuse('pay', refusal));
  const movement = { kind: 'pay', from: memberAccount(ctx.actor.id), to: memberAccount(receiver.id), amount, note };
  return paidView(ctx, await ctx.ledger.post({ kind: 'pay', movements: [movement], data: { note } }));
}
