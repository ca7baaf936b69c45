import { boundDatabases } from '../db/placement.ts';
import { inspectGuild } from '../guild/inspection.stub.ts';
import type { Env } from '../kernel/env.ts';
import { log } from '../kernel/log.ts';

/** The object that /health asks; no guild of Discord has this id. */
const PROBE_GUILD = '0';

interface Check {
  ok: boolean;
  ms: number;
}

export interface Health {
  status: 'ok' | 'degraded';
  version: string;
  databases: Record<string, Check>;
  objects: Check;
}

async function timed(name: string, probe: () => Promise<unknown>): Promise<Check> {
  const started = Date.now();
  try {
    await probe();
    return { ok: true, ms: Date.now() - started };
  } catch (error) {
    log('error', 'health.failed', { name, error });
    return { ok: false, ms: Date.now() - started };
  }
}

/** Whether every database answers with its tables in place, and an object starts. */
export async function health(env: Env): Promise<Health> {
  const checks = [...boundDatabases(env)].map(async ([name, database]): Promise<[string, Check]> => [
    name, await timed(name, () => database.prepare('SELECT guild FROM op LIMIT 1').first()),
  ]);
  const [objects, ...databases] = await Promise.all([timed('objects', () => inspectGuild(env, PROBE_GUILD)), ...checks]);
  const ok = objects.ok && databases.every(([, check]) => check.ok);
  return { status: ok ? 'ok' : 'degraded', version: env.COFFER_VERSION ?? 'development', databases: Object.fromEntries(databases), objects };
}

/** Sums over all guilds, from the day's roll-ups alone: a handful of rows however long the history is. */
export async function stats(env: Env): Promise<Record<string, number>> {
  const today = Math.floor(Date.now() / 86_400_000);
  const totals = { guilds: 0, movementsToday: 0, movementsYesterday: 0 };
  const placed = await env.DB.prepare("SELECT COUNT(*) AS guilds FROM placement WHERE guild <> '0'").first<number>('guilds');
  totals.guilds = placed ?? 0;
  for (const database of boundDatabases(env).values()) {
    const { results } = await database
      .prepare('SELECT day, SUM(count) AS movements FROM stat WHERE day >= ?1 GROUP BY day')
      .bind(today - 1)
      .all<{ day: number; movements: number }>();
    for (const { day, movements } of results) totals[day === today ? 'movementsToday' : 'movementsYesterday'] += movements;
  }
  return totals;
}
