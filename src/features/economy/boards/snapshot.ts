import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../../../define/context.ts';
import { boardSnapshot } from '../../../db/schema/economy.ts';
import { HOUR_MS } from '../../../kernel/clock.ts';
import { log } from '../../../kernel/log.ts';
import type { Mark } from './rows.ts';
import type { Source } from './source.ts';

/** Marks that one snapshot keeps; past 4,000 × MIN_STEP members they stand further apart. */
const MARKS_MAX = 4_000;
const MIN_STEP = 10;

/** Age (ms) after which a snapshot is made anew; until then it answers. */
const FRESH_MS = HOUR_MS;

/** Members up to which a missing snapshot is made while the member waits. */
const SMALL_MEMBERS = 2_000;

/** Every `step`-th place of a board at one moment: marks[0] is the first place, marks[1] place 1 + step. */
export interface Snapshot {
  at: number;
  members: number;
  step: number;
  marks: Mark[];
}

/**
 * The board's snapshot; an old one is made anew after the answer.
 * @returns null where there is none yet and the board is too long to count at once: it is being made
 */
export async function loadSnapshot(ctx: Context, source: Source): Promise<Snapshot | null> {
  const kept = await readSnapshot(ctx, source);
  if (kept && ctx.now - kept.at < FRESH_MS) return kept;
  if (!kept && (await isSmall(ctx, source))) {
    await makeSnapshot(ctx, source);
    return readSnapshot(ctx, source);
  }
  ctx.later(
    makeSnapshot(ctx, source).catch((error: unknown) => log('error', 'board.snapshot', { guild: ctx.guildId, board: source.key, error })),
  );
  return kept;
}

async function readSnapshot(ctx: Context, { key }: Source): Promise<Snapshot | null> {
  const [row] = await ctx.db.select().from(boardSnapshot).where(and(eq(boardSnapshot.guild, ctx.guildId), eq(boardSnapshot.board, key)));
  if (!row) return null;
  // The column is written by makeSnapshot alone.
  const marks = JSON.parse(row.marks) as [number, string][];
  return { at: row.at, members: row.members, step: row.step, marks: marks.map(([value, account]) => ({ value, account })) };
}

async function isSmall(ctx: Context, { table, value, rows }: Source): Promise<boolean> {
  const limit = SMALL_MEMBERS + 1;
  const [row] = await ctx.db.all<{ count: number }>(sql`SELECT COUNT(*) AS count FROM (SELECT 1 FROM ${table} WHERE ${rows} AND ${value} > 0 LIMIT ${limit})`);
  return (row?.count ?? 0) <= SMALL_MEMBERS;
}

/** Part of the SQL, because D1 binds numbers as REAL and a step must be whole. */
const [MIN, MAX] = [sql.raw(String(MIN_STEP)), sql.raw(String(MARKS_MAX))];

/** Walks the board once inside the database; only the marks are kept. Past days', weeks' and months' go. */
async function makeSnapshot(ctx: Context, { table, value, rows, key }: Source): Promise<void> {
  await ctx.db.run(sql`INSERT INTO board_snapshot (guild, board, at, members, step, marks)
    SELECT ${ctx.guildId}, ${key}, ${ctx.now}, COALESCE(MAX(members), 0), COALESCE(MAX(step), ${MIN}), json_group_array(json_array(value, account))
    FROM (SELECT value, account, members, step FROM (
      SELECT value, account, place, members, MAX(${MIN}, (members + ${MAX} - 1) / ${MAX}) AS step FROM (
        SELECT ${value} AS value, t.account_id AS account, COUNT(*) OVER () AS members,
          ROW_NUMBER() OVER (ORDER BY ${value} DESC, t.account_id) AS place FROM ${table} WHERE ${rows} AND ${value} > 0))
      WHERE (place - 1) % step = 0 ORDER BY place)
    WHERE true
    ON CONFLICT (guild, board) DO UPDATE SET at = excluded.at, members = excluded.members, step = excluded.step, marks = excluded.marks`);
  const dated = /^(earned:[dwm])\d/.exec(key)?.[1];
  if (dated) await ctx.db.run(sql`DELETE FROM board_snapshot WHERE guild = ${ctx.guildId} AND board >= ${dated} AND board < ${key}`);
}
