import { boundDatabases } from '../../../db/placement.ts';
import type { Env } from '../../../kernel/env.ts';
import { log } from '../../../kernel/log.ts';
import { NO_GUILD } from '../audit.ts';

export interface Check {
  ok: boolean;
  ms: number;
}

export interface Probes {
  ok: boolean;
  databases: Record<string, Check>;
  objects: Check;
}

async function timed(name: string, ask: () => Promise<unknown>): Promise<Check> {
  const started = Date.now();
  try {
    await ask();
    return { ok: true, ms: Date.now() - started };
  } catch (error) {
    log('error', 'health.failed', { name, error });
    return { ok: false, ms: Date.now() - started };
  }
}

/** Whether every database answers with its tables in place, and an object starts. */
export async function probe(env: Env): Promise<Probes> {
  const checks = [...boundDatabases(env)].map(async ([name, database]): Promise<[string, Check]> => [
    name, await timed(name, () => database.prepare('SELECT guild FROM op LIMIT 1').first()),
  ]);
  // Routes are listed in Node too, for the documents made from them; itty-durable loads in workerd alone.
  const { inspectGuild } = await import('../../../guild/inspection.stub.ts');
  const [objects, ...databases] = await Promise.all([timed('objects', () => inspectGuild(env, NO_GUILD)), ...checks]);
  return { ok: objects.ok && databases.every(([, check]) => check.ok), databases: Object.fromEntries(databases), objects };
}
