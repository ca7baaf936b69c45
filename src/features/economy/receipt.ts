import { and, eq } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import { entry } from '../../db/schema/ledger.ts';
import { AppError } from '../../kernel/errors.ts';
import { memberAccount } from '../../ledger/accounts.ts';

export interface Receipt {
  entry: typeof entry.$inferSelect;
  /** Whether the reader sees both sides: staff does, a party sees its own. */
  whole: boolean;
  /** The entry that took this one back, and the one that this takes back. */
  reversedBy: number | null;
  reverses: number | null;
}

/**
 * One entry for its parties and for staff.
 * @throws AppError `not_found`, the same for an entry that is not there and one of other people
 */
export async function readReceipt(ctx: Context, seq: number): Promise<Receipt> {
  const [[found], [reversal]] = await ctx.db.batch([
    ctx.db.select().from(entry).where(and(eq(entry.guild, ctx.guildId), eq(entry.seq, seq))),
    ctx.db.select({ seq: entry.seq }).from(entry).where(and(eq(entry.guild, ctx.guildId), eq(entry.onceKey, `reverse:${seq}`))),
  ]);
  const own = memberAccount(ctx.actor.id);
  const whole = ctx.actor.may('moderator');
  if (!found || !(whole || found.fromAccount === own || found.toAccount === own)) {
    throw new AppError('not_found', 'economy.receipt.unknown', { seq });
  }
  const link = found.onceKey?.startsWith('reverse:') ? /^entry:(\d+)$/.exec(found.ref ?? '') : null;
  return { entry: found, whole, reversedBy: reversal?.seq ?? null, reverses: link ? Number(link[1]) : null };
}
