import { and, desc, eq, sql } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import type { Choice } from '../../define/options.ts';
import { entry } from '../../db/schema/ledger.ts';
import { COIN } from '../../ledger/accounts.ts';
import { irreversible } from './reversible.ts';

/** Entries that the completion looks through. */
const RECENT_MAX = 60;

/** The number that was typed, and those of up to two digits more that begin with it. */
function numbersFrom(typed: string): number[] {
  const number = Number(typed);
  return [1, 10, 100].flatMap((step) => Array.from({ length: step }, (_, index) => number * step + index));
}

/** The newest entries that can be reversed; digits narrow them to numbers that begin so. */
export async function completeEntry(ctx: Context, typed: string): Promise<Choice[]> {
  // A list of numbers is read by the primary key, however long the ledger is.
  const begins = /^\d{1,13}$/.test(typed) ? sql`${entry.seq} IN (SELECT value FROM json_each(${JSON.stringify(numbersFrom(typed))}))` : undefined;
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
