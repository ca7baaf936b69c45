import { and, eq } from 'drizzle-orm';
import * as z from 'zod';
import type { Context } from '../../define/context.ts';
import { entry } from '../../db/schema/ledger.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { accountUser, COIN, ESCROW } from '../../ledger/accounts.ts';

type Entry = typeof entry.$inferSelect;

/** Kind of the operation that keeps the question. */
export const ASK = 'reverse_ask';

/** What is kept until it is confirmed: enough to draw the question again. */
export const question = z.object({
  seq: z.int(), reason: z.string(), kind: z.string(), asset: z.string(), from: z.string(), to: z.string(), amount: z.int(), at: z.int(),
});
export type Question = z.infer<typeof question>;

/** The once_key of a reversal: an entry is reversed once, whoever asks. */
export const reverses = (seq: number): string => `reverse:${seq}`;

export async function readEntry(ctx: Context, seq: number): Promise<Entry | undefined> {
  const [row] = await ctx.db.select().from(entry).where(and(eq(entry.guild, ctx.guildId), eq(entry.seq, seq)));
  return row;
}

/** Why an entry by itself cannot be reversed: holds have their own ends, and a reversal is corrected by a new entry. */
export function irreversible({ kind, ref, fromAccount, toAccount }: Entry): string | undefined {
  if (kind === 'reverse') return 'treasury.reverse.is_reversal';
  if (kind === 'start') return 'treasury.reverse.is_start';
  if (ref?.startsWith('hold:') || fromAccount === ESCROW || toAccount === ESCROW) return 'treasury.reverse.is_hold';
  return undefined;
}

/** What stands against reversing the entry now. */
export async function obstacle(ctx: Context, seq: number, found: Entry | undefined): Promise<Refusal | undefined> {
  if (!found) return { code: 'not_found', text: 'treasury.reverse.unknown', params: { entry: seq } };
  const text = irreversible(found);
  if (text) return { code: 'invalid', text };
  const [twin] = await ctx.db
    .select({ seq: entry.seq })
    .from(entry)
    .where(and(eq(entry.guild, ctx.guildId), eq(entry.onceKey, reverses(seq))));
  if (twin) return { code: 'conflict', text: 'treasury.reverse.already', params: { entry: seq, by: twin.seq } };
  const receiver = accountUser(found.toAccount);
  if (receiver === undefined || found.asset !== COIN) return undefined;
  const [wallet] = await ctx.ledger.wallets([found.toAccount]);
  if (!wallet || wallet.available >= found.amount) return undefined;
  return {
    code: 'insufficient', text: 'treasury.reverse.spent',
    params: { user: `<@${receiver}>`, balance: wallet.available, amount: found.amount },
  };
}

