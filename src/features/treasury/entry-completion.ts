import { and, desc, eq, gte, lte, or } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import type { Choice } from '../../define/options.ts';
import { entry } from '../../db/schema/ledger.ts';
import { COIN } from '../../ledger/accounts.ts';
import { irreversible } from './reversible.ts';

/** Entries that the completion looks through. */
const RECENT_MAX = 60;

/** The newest entries that can be reversed; digits narrow them to numbers that begin so. */
export async function completeEntry(ctx: Context, typed: string): Promise<Choice[]> {
  const number = /^\d{1,15}$/.test(typed) ? Number(typed) : null;
  const begins = number === null ? undefined : or(
    eq(entry.seq, number),
    and(gte(entry.seq, number * 10), lte(entry.seq, number * 10 + 9)),
    and(gte(entry.seq, number * 100), lte(entry.seq, number * 100 + 99)),
  );
  const rows = await ctx.db.select().from(entry).where(and(eq(entry.guild, ctx.guildId), begins)).orderBy(desc(entry.seq)).limit(RECENT_MAX);
  return rows.filter((row) => irreversible(row) === undefined).map((row) => entryChoice(ctx, row));
}

/** A line of the completion: no mentions there, so accounts are left to the question. */
function entryChoice(ctx: Context, row: typeof entry.$inferSelect): Choice {
  const { number } = ctx.privateTexts;
  const when = new Date(row.at).toISOString().slice(0, 16).replace('T', ' ');
  const what = row.asset === COIN ? number(row.amount) : `${number(row.amount)} ${row.asset}`;
  return { name: [`#${row.seq}`, row.kind, what, `${when} UTC`, row.note].filter(Boolean).join(' · '), value: row.seq };
}
