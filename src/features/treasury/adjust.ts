import type { Context } from '../../define/context.ts';
import type { MessageReply } from '../../define/reply.ts';
import { AppError } from '../../kernel/errors.ts';
import { BURN, memberAccount, MINT } from '../../ledger/accounts.ts';
import type { BalanceTarget, Done, Movement } from '../../ledger/operation.ts';
import { balanceAudit } from './audit.ts';
import { adjustedView, type Adjustment, type Way } from './views/adjusted.ts';

function movementOf(way: Way, account: string, amount: number, note: string): Movement | BalanceTarget {
  const kind = `admin_${way}`;
  if (way === 'set') return { kind, account, balance: amount, note };
  return way === 'give' ? { kind, from: MINT, to: account, amount, note } : { kind, from: account, to: BURN, amount, note };
}

/** Changes a member's balance by hand; the audit row keeps who, why, before and after. */
export function adjustBalance(ctx: Context, way: Way, { user, amount, reason }: { user: string; amount: number; reason: string }): Promise<Done> {
  const account = memberAccount(user);
  const kind = `admin_${way}`;
  return ctx.ledger.post({
    kind,
    movements: [movementOf(way, account, amount, reason)],
    also: [balanceAudit({ action: `eco.${way}`, account, kind, reason, source: ctx.source })],
  });
}

/** The commands' way. Who has left can still be taken from, but not given to. */
export async function adjust(ctx: Context, way: Way, asked: Adjustment): Promise<MessageReply> {
  const { user, amount, reason } = asked;
  if (user.bot) throw new AppError('invalid', 'errors.no_bots');
  if (way === 'give' && !user.member) throw new AppError('not_found', 'errors.not_member');
  return adjustedView(ctx, way, asked, await adjustBalance(ctx, way, { user: user.id, amount, reason }));
}
