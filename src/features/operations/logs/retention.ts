import type { CronJob } from '../../../define/job.ts';
import { DAY_MS, HOUR_MS } from '../../../kernel/clock.ts';
import { readRuntime } from '../runtime.ts';
import { DELETE_MAX, deleteLogs } from './query.ts';

/** Lines that are kept whatever their age allows. */
const LINES_MAX = 20_000;
/** Minute of the day (UTC) at which the ceiling is looked at: it reads as many index rows as it lets stand. */
const CEILING_AT_MS = 2 * HOUR_MS;

/** Deletions of one look at the ceiling. */
const DELETIONS_MAX = 4;

const NEWEST_SQL = `SELECT at FROM log_line ORDER BY at DESC, n DESC LIMIT 1 OFFSET ${LINES_MAX}`;
const COUNTS_SQL = 'DELETE FROM log_count WHERE hour < ?1';

/** Deletes lines past their days, some thousand a tick, and once a day those above the ceiling. */
export const trimLogs: CronJob = {
  name: 'operations.trim-logs',
  cron: '*/10 * * * *',
  async run({ env, scheduledAt, now }) {
    const { log_days: days } = (await readRuntime(env.DB)).settings;
    await deleteLogs(env.DB, now - days * DAY_MS);
    if (scheduledAt % DAY_MS !== CEILING_AT_MS) return;
    await env.DB.prepare(COUNTS_SQL).bind(Math.floor((now - days * DAY_MS) / HOUR_MS)).run();
    const above = await env.DB.prepare(NEWEST_SQL).first<number>('at');
    if (above === null) return;
    for (let deletions = 0; deletions < DELETIONS_MAX; deletions += 1) {
      if ((await deleteLogs(env.DB, above + 1)) < DELETE_MAX) return;
    }
  },
};
