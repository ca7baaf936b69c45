import { and, eq } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import type { UserValue } from '../../define/options.ts';
import type { MessageReply } from '../../define/reply.ts';
import { freeze } from '../../db/schema/ledger.ts';
import { mention } from '../../kernel/markdown.ts';
import { AppError } from '../../kernel/errors.ts';
import { memberAccount } from '../../ledger/accounts.ts';
import { auditRow, freezeAccount, unfreezeAccount } from '../../ledger/also.ts';
import { freezeView } from './views/frozen.ts';

/** The whole guild, in the table `freeze`. */
export const WHOLE_GUILD = '*';

/** Reason of the freeze of an account (or of WHOLE_GUILD), or null where there is none. */
export async function freezeReason(ctx: Context, account: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ reason: freeze.reason })
    .from(freeze)
    .where(and(eq(freeze.guild, ctx.guildId), eq(freeze.accountId, account)));
  return row?.reason ?? null;
}

/** Stops every movement of a member, or lets them move again. Asking for what is so already changes nothing. */
export async function setFrozen(ctx: Context, user: UserValue, frozen: boolean, reason: string): Promise<MessageReply> {
  if (user.bot) throw new AppError('invalid', 'errors.no_bots');
  const account = memberAccount(user.id);
  const before = await freezeReason(ctx, account);
  const after = frozen ? reason : null;
  const kind = frozen ? 'freeze' : 'unfreeze';
  if (before === after) {
    const text = frozen ? 'treasury.freeze.already' : 'treasury.freeze.not_frozen';
    const refused = await ctx.ledger.refuse(kind, { code: 'conflict', text, params: { user: mention(user.id) } });
    return freezeView(ctx, user.id, frozen, reason, refused);
  }
  const note = auditRow({
    action: `eco.${kind}`, target: account, before: { frozen: before }, after: { frozen: after }, reason, source: ctx.source,
  });
  const change = frozen ? freezeAccount(account, reason) : unfreezeAccount(account);
  const done = await ctx.ledger.post({ kind, also: [change, note], data: { renewed: before !== null && frozen } });
  return freezeView(ctx, user.id, frozen, reason, done);
}
