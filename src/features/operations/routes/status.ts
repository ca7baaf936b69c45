import * as z from 'zod';
import { globalRoute, ok } from '../../../define/route.ts';
import { background, health } from '../health/health.ts';
import { iso } from '../health/discord.ts';
import { stats } from '../health/stats.ts';

const check = z.object({ ok: z.boolean(), ms: z.number() });
const moment = z.string().nullable();

const reply = z.object({
  status: z.enum(['ok', 'degraded']), online: z.boolean(), version: z.string(),
  isolate_started_at: moment, uptime_seconds: z.int(),
  databases: z.record(z.string(), check), objects: check,
  servers: z.object({ placed: z.int(), installed: z.int(), removed: z.int() }),
  movements: z.object({ today: z.int(), yesterday: z.int() }),
  discord: z.object({ status: z.enum(['ok', 'failing', 'limited', 'quiet']), last_interaction: moment, last_success: moment, last_cron: moment }).nullable(),
  outbox: z.object({ waiting: z.int(), oldest_due: moment, oldest_seconds: z.int(), next_due: moment, closed_until: moment, dead: z.int(), failed: z.int() }).nullable(),
  errors: z.object({ hour: z.int(), day: z.int(), warnings_day: z.int() }).nullable(),
  warnings: z.array(z.string()),
});

// A Worker has no start of its own: this is since when this isolate has answered the operator.
let firstAsked: number | undefined;

export const getStatus = globalRoute({
  method: 'GET', path: '/api/status', access: 'operator', summary: 'How all of Coffer is: databases, objects, servers, the way to Discord, errors',
  reply,
  async run({ env, now }) {
    firstAsked ??= now;
    const asked = background(env, now);
    const [report, { discord, troubles }, sums] = await Promise.all([health(env, asked), asked, stats(env, now)]);
    return ok({
      status: report.status, online: report.status === 'ok', version: report.version,
      isolate_started_at: iso(firstAsked), uptime_seconds: Math.floor((now - firstAsked) / 1_000),
      databases: report.databases, objects: report.objects,
      servers: { placed: sums.guilds, installed: sums.installed, removed: sums.removed },
      movements: { today: sums.movementsToday, yesterday: sums.movementsYesterday },
      discord: discord && { status: discord.status, last_interaction: discord.last_interaction, last_success: discord.last_success, last_cron: discord.last_cron },
      outbox: discord && {
        waiting: discord.outbox.waiting, oldest_due: discord.outbox.oldest_due, oldest_seconds: discord.outbox.oldest_seconds,
        next_due: discord.outbox.next_due, closed_until: discord.rate_limit.closed_until, dead: discord.outbox.dead, failed: discord.outbox.failed,
      },
      errors: troubles && { hour: troubles.errorsHour, day: troubles.errorsDay, warnings_day: troubles.warningsDay },
      warnings: report.warnings,
    });
  },
});
