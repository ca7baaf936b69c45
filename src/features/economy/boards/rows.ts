import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../../define/context.ts';
import type { Source } from './source.ts';

/** A place on a board: rows are ordered by value downwards, and by account among equals. */
export interface Mark {
  value: number;
  account: string;
}

export interface RankedRow extends Mark {
  /** When the value was reached, for streaks; else 0. */
  at: number;
}

function part({ table, value, at, rows }: Source, range: SQL, order: SQL, limit: number): SQL {
  return sql`SELECT * FROM (SELECT ${value} AS value, t.account_id AS account, ${at} AS at FROM ${table}
    WHERE ${rows} AND ${range} ORDER BY ${order} LIMIT ${limit})`;
}

function inOrder(a: Mark, b: Mark): number {
  return b.value - a.value || (a.account < b.account ? -1 : 1);
}

/** Rows after a mark (or with it, where `from` says so), best first; from the top where there is no mark. */
export async function rowsAfter(ctx: Context, source: Source, mark: Mark | null, limit: number, from: 'after' | 'at' = 'after'): Promise<RankedRow[]> {
  const down = sql`${source.value} DESC, t.account_id`;
  if (!mark) return ctx.db.all<RankedRow>(part(source, sql`${source.value} > 0`, down, limit));
  const next = from === 'at' ? sql`t.account_id >= ${mark.account}` : sql`t.account_id > ${mark.account}`;
  // Two ranges instead of one OR: each is a walk along the index, however many members hold the same value.
  const equal = part(source, sql`${source.value} = ${mark.value} AND ${next}`, sql`t.account_id`, limit);
  const below = part(source, sql`${source.value} > 0 AND ${source.value} < ${mark.value}`, down, limit);
  const found = await ctx.db.all<RankedRow>(sql`${equal} UNION ALL ${below}`);
  return found.sort(inOrder).slice(0, limit);
}

/** The nearest rows before a mark, best first. */
export async function rowsBefore(ctx: Context, source: Source, mark: Mark, limit: number): Promise<RankedRow[]> {
  const equal = part(source, sql`${source.value} = ${mark.value} AND t.account_id < ${mark.account}`, sql`t.account_id DESC`, limit);
  const above = part(source, sql`${source.value} > ${mark.value}`, sql`${source.value}, t.account_id DESC`, limit);
  const found = await ctx.db.all<RankedRow>(sql`${equal} UNION ALL ${above}`);
  return found.sort(inOrder).slice(-limit);
}

/** How many rows stand from one mark (with it; null: the top) up to another (without it), counted to `limit` at most. */
export async function countBetween(ctx: Context, source: Source, from: Mark | null, to: Mark, limit: number): Promise<number> {
  const { value } = source;
  const ranges: SQL[] = [];
  if (from?.value === to.value) {
    ranges.push(sql`${value} = ${to.value} AND t.account_id >= ${from.account} AND t.account_id < ${to.account}`);
  } else {
    if (from) ranges.push(sql`${value} = ${from.value} AND t.account_id >= ${from.account}`);
    ranges.push(from ? sql`${value} > ${to.value} AND ${value} < ${from.value}` : sql`${value} > ${to.value}`);
    ranges.push(sql`${value} = ${to.value} AND t.account_id < ${to.account}`);
  }
  const parts = ranges.map((range) => sql`SELECT * FROM (SELECT 1 FROM ${source.table} WHERE ${source.rows} AND ${range} LIMIT ${limit})`);
  const [row] = await ctx.db.all<{ count: number }>(sql`SELECT COUNT(*) AS count FROM (${sql.join(parts, sql` UNION ALL `)})`);
  return Math.min(limit, row?.count ?? 0);
}

/** The value of one account on the board, or null where it is not on it. */
export async function valueOn(ctx: Context, source: Source, account: string): Promise<number | null> {
  const [row] = await ctx.db.all<{ value: number }>(
    sql`SELECT ${source.value} AS value FROM ${source.table} WHERE ${source.rows} AND t.account_id = ${account} AND ${source.value} > 0`,
  );
  return row?.value ?? null;
}
