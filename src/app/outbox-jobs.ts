import { boundDatabases } from '../db/placement.ts';
import type { CronJob } from '../define/job.ts';
import { wakeOutbox } from '../discord/outbox.stub.ts';

/** Guilds of one database that a tick wakes; the rest follow with the next. */
const GUILDS_MAX = 500;
/** Due deliveries of one database that a tick looks at. */
const DELIVERIES_MAX = 1_000;

/** Steps from guild to guild through the index of what is pending, however many rows each has. */
const PENDING_SQL = `WITH RECURSIVE waiting (guild, n) AS (
    SELECT (SELECT MIN(guild) FROM message WHERE state = 'pending_sync'), 1
    UNION ALL
    SELECT (SELECT MIN(guild) FROM message WHERE state = 'pending_sync' AND message.guild > waiting.guild), n + 1
      FROM waiting WHERE waiting.guild IS NOT NULL AND n < ?1)
  SELECT guild FROM waiting WHERE guild IS NOT NULL`;

const DUE_SQL = `SELECT DISTINCT guild FROM
  (SELECT guild FROM delivery INDEXED BY delivery_due WHERE state = 'pending' AND due <= ?2 ORDER BY due LIMIT ?1)`;

function waking(name: string, cron: string, sql: string, parametersOf: (now: number) => number[]): CronJob {
  return {
    name, cron,
    async run({ env, now }) {
      for (const database of boundDatabases(env).values()) {
        const { results } = await database.prepare(sql).bind(...parametersOf(now)).all<{ guild: string }>();
        if (results.length > 0) await wakeOutbox(env, results.map(({ guild }) => guild));
      }
    },
  };
}

/** What wakes the outbox by the clock: rows whose commit could not, and what has become due by itself. */
export const OUTBOX_JOBS: CronJob[] = [
  waking('outbox.pending', '*/10 * * * *', PENDING_SQL, () => [GUILDS_MAX]),
  waking('outbox.due', '* * * * *', DUE_SQL, (now) => [DELIVERIES_MAX, now]),
];
