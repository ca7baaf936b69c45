import { Hono } from 'hono';
import { discordStatus } from '../features/operations/health/discord.ts';
import { background, health } from '../features/operations/health/health.ts';
import { stats } from '../features/operations/health/stats.ts';
import type { Env } from '../kernel/env.ts';

/** Milliseconds that an isolate answers the same: these paths are open to everybody, and each look costs rows. */
const SAME_FOR_MS = { status: 5_000, stats: 60_000 };

/** Makes a question that is asked of the databases at most once in so long, however many ask it. */
function seldom<T>(ms: number, ask: (env: Env, now: number) => Promise<T>): (env: Env) => Promise<T> {
  let last: { until: number; answer: T } | undefined;
  return async (env) => {
    const now = Date.now();
    if (last === undefined || last.until <= now) last = { until: now + ms, answer: await ask(env, now) };
    return last.answer;
  };
}

const seldomStatus = seldom(SAME_FOR_MS.status, discordStatus);
const seldomBackground = seldom(SAME_FOR_MS.status, background);
const seldomStats = seldom(SAME_FOR_MS.stats, stats);

/** What everybody may know of how Coffer is: no names, no secrets. */
export const healthDoor = new Hono<{ Bindings: Env }>()
  .get('/health', async (c) => {
    const report = await health(c.env, seldomBackground(c.env));
    return c.json(report, report.status === 'ok' ? 200 : 503);
  })
  .get('/discord-status', async (c) => c.json(await seldomStatus(c.env)))
  .get('/stats', async (c) => c.json(await seldomStats(c.env)));
