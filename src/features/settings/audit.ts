import * as z from 'zod';
import { decodeCursor, offsetOf, pageOf, type PageQuery } from '../../define/page.ts';

/** Rows that one search looks at; what is older is behind the page's cursor. */
const SCAN_MAX = 2_000;

export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  target?: string | undefined;
  /** Milliseconds. */
  since?: number | undefined;
  until?: number | undefined;
}

/** A row of the audit as it is kept; `before` and `after` are JSON. */
export interface AuditLine {
  at: number;
  op_key: string;
  actor: string;
  action: string;
  target: string;
  before: string | null;
  after: string | null;
  reason: string;
  source: string;
}

const place = z.tuple([z.int(), z.string()]);

/** What audit_target leaves out, in the index's own words: without them it could not be used. */
const TARGET_INDEXED = "target NOT GLOB 'submission:*'";

/** The rows that are looked at: along the primary key, or along audit_target for one target, which the planner would not choose. */
export const windowOf = (target: boolean): string =>
  `FROM audit ${target ? 'INDEXED BY audit_target ' : ''}WHERE guild = ?1 ${target ? `AND target = ?5 AND ${TARGET_INDEXED} ` : ''}AND (at, op_key) < (?2, ?3) AND at >= ?4 ORDER BY at DESC, op_key DESC`;
const endSql = (target: boolean): string => `SELECT at, op_key ${windowOf(target)} LIMIT 1 OFFSET ${SCAN_MAX - 1}`;
const rowsSql = (target: boolean): string => `SELECT at, op_key, actor, action, target, before, after, reason, source
  FROM (SELECT * ${windowOf(target)} LIMIT ${SCAN_MAX})
  WHERE (?5 IS NULL OR target = ?5) AND (?6 IS NULL OR actor = ?6) AND (?7 IS NULL OR action = ?7 OR substr(action, 1, length(?7) + 1) = ?7 || '.')
  ORDER BY at DESC, op_key DESC LIMIT ?8 OFFSET ?9`;

/**
 * A page of a server's audit, newest first. A search among many rows may give a short page and a cursor: one call looks at
 * SCAN_MAX of them.
 */
export async function readAudit(db: D1Database, guild: string, query: PageQuery, filter: AuditFilter) {
  const [at, key] = query.cursor === undefined ? [filter.until ?? Number.MAX_SAFE_INTEGER, ''] as const : decodeCursor(query.cursor, place);
  const byTarget = filter.target !== undefined && !filter.target.startsWith('submission:');
  const window = [guild, at, key, filter.since ?? 0, ...(byTarget ? [filter.target] : [])];
  const rows = [guild, at, key, filter.since ?? 0, filter.target ?? null, filter.actor ?? null, filter.action ?? null, query.per_page + 1, offsetOf(query)];
  const [end, found] = await db.batch<AuditLine>([db.prepare(endSql(byTarget)).bind(...window), db.prepare(rowsSql(byTarget)).bind(...rows)]);
  const page = pageOf(found?.results ?? [], query, { total: null, place: (row) => [row.at, row.op_key], show: (row) => row });
  return { page, windowEnd: end?.results[0] ?? null };
}
