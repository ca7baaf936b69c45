import { boundDatabases } from '../../../db/placement.ts';
import type { Env } from '../../../kernel/env.ts';

/** Rows that one count looks at in one database; more are told as so many. */
const COUNT_MAX = 1_000;

/** What waits for Discord, and what never arrived. */
export interface Backlog {
  /** Messages and deliveries that are due; at most COUNT_MAX of each kind and database are counted. */
  waiting: number;
  /** When the longest waiting of them was due, in milliseconds; null where nothing waits. */
  oldestDue: number | null;
  /** Deliveries that were given up. */
  dead: number;
  /** Messages that were given up. */
  failed: number;
}

const DUE_SQL = `SELECT COUNT(*) AS waiting, MIN(due) AS oldest
  FROM (SELECT due FROM delivery INDEXED BY delivery_due WHERE state = 'pending' AND due <= ?1 ORDER BY due LIMIT ?2)`;
const MESSAGES_SQL = `SELECT COUNT(*) AS waiting, MIN(due) AS oldest
  FROM (SELECT due FROM message INDEXED BY message_pending WHERE state = 'pending_sync' LIMIT ?2) WHERE due <= ?1`;
const DEAD_SQL = "SELECT COUNT(*) AS waiting, NULL AS oldest FROM (SELECT 1 FROM delivery INDEXED BY delivery_dead WHERE state = 'dead' LIMIT ?2) WHERE ?1 > 0";
const FAILED_SQL = "SELECT COUNT(*) AS waiting, NULL AS oldest FROM (SELECT 1 FROM message INDEXED BY message_failed WHERE state = 'failed' LIMIT ?2) WHERE ?1 > 0";

interface Counted {
  waiting: number;
  oldest: number | null;
}

async function backlogOf(database: D1Database, now: number): Promise<Backlog> {
  const statements = [DUE_SQL, MESSAGES_SQL, DEAD_SQL, FAILED_SQL].map((sql) => database.prepare(sql).bind(now, COUNT_MAX));
  const counted = (await database.batch<Counted>(statements)).map(({ results: [row] }) => row ?? { waiting: 0, oldest: null });
  const [deliveries, messages, dead, failed] = counted;
  const oldest = [deliveries?.oldest, messages?.oldest].filter((due) => due !== null && due !== undefined);
  return {
    waiting: (deliveries?.waiting ?? 0) + (messages?.waiting ?? 0), oldestDue: oldest.length > 0 ? Math.min(...oldest) : null,
    dead: dead?.waiting ?? 0, failed: failed?.waiting ?? 0,
  };
}

/** The backlog over all databases. Reads as many rows as wait, and a handful when all is well. */
export async function readBacklog(env: Env, now: number): Promise<Backlog> {
  const all = await Promise.all([...boundDatabases(env).values()].map((database) => backlogOf(database, now)));
  const due = all.map(({ oldestDue }) => oldestDue).filter((at) => at !== null);
  const sum = (field: 'waiting' | 'dead' | 'failed'): number => all.reduce((total, each) => total + each[field], 0);
  return { waiting: sum('waiting'), oldestDue: due.length > 0 ? Math.min(...due) : null, dead: sum('dead'), failed: sum('failed') };
}
