import * as z from 'zod';
import { decodeCursor, offsetOf, pageOf, type PageQuery } from '../../../define/page.ts';
import type { LogLevel } from '../../../kernel/log.ts';

/** Lines that one search looks at; what is older is behind the page's cursor. */
const SCAN_MAX = 2_000;
/** Lines that one call deletes. */
export const DELETE_MAX = 5_000;

export interface LogFilter {
  level?: LogLevel | undefined;
  event?: string | undefined;
  /** Milliseconds. */
  since?: number | undefined;
  until?: number | undefined;
  guild?: string | undefined;
  reference?: string | undefined;
  /** Anywhere in a line. */
  q?: string | undefined;
}

export interface LogRow {
  at: number;
  n: number;
  level: LogLevel;
  event: string;
  reference: string | null;
  guild: string | null;
  fields: string;
}

const place = z.tuple([z.int(), z.int()]);
/** Later than any line. */
const TOP: [at: number, n: number] = [Number.MAX_SAFE_INTEGER, 0];

const WINDOW = 'FROM log_line WHERE (at, n) < (?1, ?2) AND at >= ?3';
/** Where the window of one search ends: its last line, if it is full. */
const END_SQL = `SELECT at, n ${WINDOW} ORDER BY at DESC, n DESC LIMIT 1 OFFSET ${SCAN_MAX - 1}`;
const ROWS_SQL = `SELECT at, n, level, event, reference, guild, fields FROM
  (SELECT * ${WINDOW} ORDER BY at DESC, n DESC LIMIT ${SCAN_MAX})
  WHERE (?4 IS NULL OR level = ?4) AND (?5 IS NULL OR event = ?5 OR event LIKE ?5 || '.%') AND (?6 IS NULL OR guild = ?6)
    AND (?7 IS NULL OR reference = ?7) AND (?8 IS NULL OR instr(lower(event || ' ' || COALESCE(reference, '') || ' ' || fields), lower(?8)) > 0)
  ORDER BY at DESC, n DESC LIMIT ?9 OFFSET ?10`;

/**
 * A page of the log, newest first, along the primary key. A search among many lines may give a short page and a cursor:
 * one call looks at SCAN_MAX of them.
 */
export async function readLogs(db: D1Database, query: PageQuery, filter: LogFilter) {
  const from = query.cursor === undefined ? [Math.min(TOP[0], (filter.until ?? TOP[0])), 0] as const : decodeCursor(query.cursor, place);
  const window = [...from, filter.since ?? 0];
  const orNull = (value: string | undefined): string | null => value ?? null;
  const [end, found] = await db.batch<LogRow>([
    db.prepare(END_SQL).bind(...window),
    db.prepare(ROWS_SQL).bind(...window, orNull(filter.level), orNull(filter.event), orNull(filter.guild), orNull(filter.reference), orNull(filter.q),
      query.per_page + 1, offsetOf(query)),
  ]);
  const page = pageOf(found?.results ?? [], query, { total: null, place: ({ at, n }) => [at, n], show: (row) => row });
  return { page, windowEnd: end?.results[0] ?? null };
}

const DELETE_SQL = `DELETE FROM log_line WHERE (at, n) IN
  (SELECT at, n FROM log_line WHERE at < ?1 AND (?2 IS NULL OR level = ?2) ORDER BY at, n LIMIT ${DELETE_MAX})`;

/** Deletes the oldest lines before a moment, DELETE_MAX at the most. Gives how many went. */
export async function deleteLogs(db: D1Database, before: number, level: LogLevel | null = null): Promise<number> {
  const { meta } = await db.prepare(DELETE_SQL).bind(before, level).run();
  return meta.changes;
}
