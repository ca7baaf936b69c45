import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../../define/context.ts';
import { memberAccount } from '../../ledger/accounts.ts';
import type { EntrySummary } from '../../ledger/operation.ts';

/** Entries on a page. */
export const HISTORY_PAGE = 10;

/** Entries that one call looks through for a kind; the next page goes on after them. */
const WINDOW_ROWS = 300;

export interface HistoryQuery {
  user: string;
  /** Empty: every kind. */
  kind: string;
  /** Moment (ms) before which nothing is shown; 0: everything. */
  since: number;
}

/** An entry as one member sees it. */
export interface HistoryRow extends EntrySummary {
  at: number;
}

export interface HistoryPage {
  /** Newest first. */
  rows: HistoryRow[];
  /** Where the next page in each direction goes on, or null where there is none. */
  older: number | null;
  newer: number | null;
}

export type HistoryPlace =
  | { move: 'newest'; skip: number }
  | { move: 'older' | 'newer'; seq: number };

/** One page of a member's entries by sequence number; reads at most 2 × 300 rows, and 22 where no kind is asked for. */
export async function readHistory(ctx: Context, query: HistoryQuery, place: HistoryPlace): Promise<HistoryPage> {
  const skip = place.move === 'newest' ? place.skip : 0;
  const limit = query.kind ? Math.max(WINDOW_ROWS, skip + HISTORY_PAGE + 1) : skip + HISTORY_PAGE + 1;
  if (place.move === 'newer') return newerPage(ctx, query, place.seq, limit);
  const before = place.move === 'older' ? place.seq : Number.MAX_SAFE_INTEGER;
  const window = await readWindow(ctx, query.user, sql`seq < ${before}`, sql`DESC`, limit);
  const found = window.filter((row) => fits(row, query));
  const rows = found.slice(skip, skip + HISTORY_PAGE);
  const last = window.at(-1);
  const unread = window.length === limit && last !== undefined && last.at >= query.since;
  const older = found.length > skip + HISTORY_PAGE ? rows.at(-1)?.seq : unread ? last.seq : undefined;
  const newest = place.move === 'newest' && skip === 0;
  return { rows, older: older ?? null, newer: newest ? null : (rows[0]?.seq ?? before - 1) };
}

async function newerPage(ctx: Context, query: HistoryQuery, after: number, limit: number): Promise<HistoryPage> {
  const window = await readWindow(ctx, query.user, sql`seq > ${after}`, sql`ASC`, limit);
  const found = window.filter((row) => fits(row, query));
  // Less than a page is left above: the newest page is whole and says the same.
  if (found.length < HISTORY_PAGE) return readHistory(ctx, query, { move: 'newest', skip: 0 });
  const rows = found.slice(0, HISTORY_PAGE).reverse();
  const more = found.length > HISTORY_PAGE || window.length === limit;
  return { rows, older: rows.at(-1)?.seq ?? null, newer: more ? (rows[0]?.seq ?? null) : null };
}

function fits({ kind, at }: HistoryRow, query: HistoryQuery): boolean {
  return at >= query.since && (query.kind === '' || kind === query.kind);
}

/** Each side of a member's entries has an index. It is partial (`>= 'u'`), and named, so that no other can be taken. */
async function readWindow(ctx: Context, user: string, range: SQL, order: SQL, limit: number): Promise<HistoryRow[]> {
  const account = memberAccount(user);
  const side = (column: SQL, index: SQL): SQL => sql`SELECT * FROM (SELECT seq, kind, asset, from_account AS "from", to_account AS "to", amount,
    from_after AS "fromAfter", to_after AS "toAfter", at FROM entry INDEXED BY ${index}
    WHERE guild = ${ctx.guildId} AND ${column} = ${account} AND ${column} >= 'u' AND ${range} ORDER BY seq ${order} LIMIT ${limit})`;
  return ctx.db.all<HistoryRow>(
    sql`${side(sql`from_account`, sql`entry_from`)} UNION ALL ${side(sql`to_account`, sql`entry_to`)} ORDER BY seq ${order} LIMIT ${limit}`,
  );
}

/** The first entry of a member, or undefined. */
export async function firstEntry(ctx: Context, user: string): Promise<HistoryRow | undefined> {
  const [row] = await readWindow(ctx, user, sql`seq > 0`, sql`ASC`, 1);
  return row;
}
