import type { CronJob } from '../../define/job.ts';
import { DAY_MS } from '../../kernel/clock.ts';

/** Sessions that are over stay so long in the list of those who look for strangers. */
const KEPT_MS = 30 * DAY_MS;
const FORGOTTEN_MAX = 500;

/** Ended sessions are found by the moment at which they would have expired: at most 14 days later. */
const SQL = `DELETE FROM session WHERE session_id IN
  (SELECT session_id FROM session INDEXED BY session_expiry WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)`;

/** Forgets sessions that are long over, with the addresses in them. */
export const forgetSessions: CronJob = {
  name: 'access.forget-sessions',
  cron: '*/10 * * * *',
  async run({ env, now }) {
    await env.DB.prepare(SQL).bind(now - KEPT_MS, FORGOTTEN_MAX).run();
  },
};
