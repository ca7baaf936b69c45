import { sql } from 'drizzle-orm';
import type { Context } from '../../../define/context.ts';

/** The entries that a server has: archived ones are gone from the front, and nothing is missing in between. */
export interface Bounds {
  /** 0 where there is none. */
  first: number;
  last: number;
  /** The first entry at or after the asked moment; one past the last where there is none. */
  at: number;
}

/**
 * The ends of the ledger, and where a moment is in it. Times never run backwards from entry to entry, so the moment is
 * looked for by halving: one entry by primary key a step, 20 of a million.
 */
export async function readBounds({ db, guildId }: Pick<Context, 'db' | 'guildId'>, moment: number | null): Promise<Bounds> {
  const ends = sql`SELECT COALESCE((SELECT seq FROM entry WHERE guild = ${guildId} ORDER BY seq LIMIT 1), 0) AS first,
    COALESCE((SELECT seq FROM entry WHERE guild = ${guildId} ORDER BY seq DESC LIMIT 1), 0) AS last`;
  if (moment === null) {
    const [row] = await db.all<{ first: number; last: number }>(ends);
    return { first: row?.first ?? 0, last: row?.last ?? 0, at: (row?.last ?? 0) + 1 };
  }
  const [row] = await db.all<Bounds>(sql`WITH RECURSIVE ends AS (${ends}), halved (first, last, low, high) AS (
      SELECT first, last, first, last + 1 FROM ends
      UNION ALL SELECT first, last, IIF(entry.at < ${moment}, entry.seq + 1, low), IIF(entry.at < ${moment}, high, entry.seq)
      FROM halved CROSS JOIN entry ON entry.guild = ${guildId} AND entry.seq = (low + high) / 2 WHERE low < high)
    SELECT first, last, low AS at FROM halved WHERE low >= high LIMIT 1`);
  return row ?? { first: 0, last: 0, at: 1 };
}
