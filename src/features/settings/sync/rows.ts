import { d1Database } from '../../../db/database.ts';
import type { Context } from '../../../define/context.ts';
import type { Step } from '../../../discord/rows.ts';

/** Rows of each kind that are listed; the rest are counted. */
const LISTED_MAX = 8;

export interface SyncState {
  /** Cards by state: pending_sync, synced, orphaned, failed. */
  cards: Record<string, number>;
  /** Deliveries by state: pending, dead. */
  deliveries: Record<string, number>;
  failed: { kind: string; record: string; channel: string; error: string; orphaned: boolean }[];
  dead: { step: Step | undefined; error: string }[];
  off: { channel: string; code: number; at: number }[];
  offCount: number;
}

const CARDS_SQL = 'SELECT state, COUNT(*) AS n FROM message WHERE guild = ?1 GROUP BY state';
const DELIVERIES_SQL = 'SELECT state, COUNT(*) AS n FROM delivery WHERE guild = ?1 GROUP BY state';
const FAILED_SQL = `SELECT kind, record, channel, error, state FROM message WHERE guild = ?1 AND state IN ('failed', 'orphaned')
  ORDER BY state, updated_at DESC LIMIT ${LISTED_MAX}`;
const DEAD_SQL = `SELECT steps ->> ('$[' || done || ']') AS step, error FROM delivery WHERE guild = ?1 AND state = 'dead'
  ORDER BY created_at DESC LIMIT ${LISTED_MAX}`;
const OFF_SQL = `SELECT channel, code, at, COUNT(*) OVER () AS n FROM channel_off WHERE guild = ?1 ORDER BY at DESC LIMIT ${LISTED_MAX}`;

/** What of the server's is in Discord, what waits, and what went wrong. */
export async function readSync(ctx: Context): Promise<SyncState> {
  const statements = [CARDS_SQL, DELIVERIES_SQL, FAILED_SQL, DEAD_SQL, OFF_SQL].map((sql) => ({ sql, params: [ctx.guildId] }));
  const [cards = [], deliveries = [], failed = [], dead = [], off = []] = await d1Database(ctx.db.$client).batch(statements);
  const counts = (rows: typeof cards): Record<string, number> => Object.fromEntries(rows.map((row) => [String(row['state']), Number(row['n'])]));
  return {
    cards: counts(cards), deliveries: counts(deliveries),
    failed: failed.map((row) => ({
      kind: String(row['kind']), record: String(row['record']), channel: String(row['channel']), error: String(row['error']),
      orphaned: row['state'] === 'orphaned',
    })),
    // The outbox's own rows, written by deliver() alone.
    dead: dead.map((row) => ({ step: (row['step'] === null ? undefined : JSON.parse(String(row['step']))) as Step | undefined, error: String(row['error']) })),
    off: off.map((row) => ({ channel: String(row['channel']), code: Number(row['code']), at: Number(row['at']) })),
    offCount: Number(off[0]?.['n'] ?? 0),
  };
}
