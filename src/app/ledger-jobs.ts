import { d1Database } from '../db/database.ts';
import { boundDatabases } from '../db/placement.ts';
import type { CronJob } from '../define/job.ts';
import { guildStub, postByGuild } from '../guild/stub.ts';
import { DAY_MS, HOUR_MS } from '../kernel/clock.ts';
import type { Env } from '../kernel/env.ts';
import { log } from '../kernel/log.ts';
import { freezeOnDrift } from '../ledger/also.ts';
import { takeCheckpoint } from '../ledger/checkpoint.ts';
import { sha256 } from '../ledger/hash.ts';
import { expireHold, readDueHolds } from '../ledger/holds.ts';
import type { Operation } from '../ledger/operation.ts';
import type { VerifyReport } from '../ledger/verify.ts';

/** Holds that one tick ends in one database; the rest wait for the next minute. */
const DUE_HOLDS_MAX = 200;

/** Guilds that one tick verifies; the rest follow ten minutes later. */
const NIGHTLY_GUILDS_MAX = 20;

/** Hours (UTC) in which the nightly verification runs. */
const NIGHT = { from: 3, until: 6 };

const expireHolds: CronJob = {
  name: 'ledger.expire-holds',
  cron: '* * * * *',
  async run({ env, scheduledAt, now }) {
    for (const d1 of boundDatabases(env).values()) {
      const [due = []] = await d1Database(d1).batch([readDueHolds(now, DUE_HOLDS_MAX)]);
      const holds = due.map((row) => ({
        guild: String(row['guild']), id: String(row['hold_id']), owner: String(row['owner']), asset: String(row['asset']), held: Number(row['held']),
      }));
      await postByGuild(env, holds, 'hold.unexpired', (owned) => owned.map((hold) => expireHold(hold, scheduledAt)));
    }
  },
};

const ACTIVE_SQL = `SELECT stat.guild, (SELECT MAX(at) FROM checkpoint WHERE checkpoint.guild = stat.guild) AS checked
  FROM stat WHERE stat.day >= ?1 GROUP BY stat.guild HAVING checked IS NULL OR checked < ?2 ORDER BY checked LIMIT ?3`;

const verifyNightly: CronJob = {
  name: 'ledger.verify-nightly',
  cron: '*/10 * * * *',
  async run({ env, scheduledAt, now }) {
    const hour = Math.floor((scheduledAt % DAY_MS) / HOUR_MS);
    if (hour < NIGHT.from || hour >= NIGHT.until) return;
    for (const d1 of boundDatabases(env).values()) {
      const day = Math.floor(scheduledAt / DAY_MS);
      const { results } = await d1.prepare(ACTIVE_SQL).bind(day - 1, now - 20 * HOUR_MS, NIGHTLY_GUILDS_MAX).all<{ guild: string }>();
      for (const { guild } of results) {
        const report = await takeCheckpoint(d1Database(d1), env.FILES, guild, now);
        log(report.ok ? 'info' : 'error', 'ledger.verified', { guild, seq: report.seq, hash: report.hash, problems: report.problems });
        if (!report.ok) await freezeGuild(env, guild, report, `j:verify:${day}:${guild}`);
      }
    }
  },
};

/** Stops every movement of a guild whose ledger does not check out, until staff has looked. */
async function freezeGuild(env: Env, guild: string, { problems }: VerifyReport, key: string): Promise<void> {
  const op: Operation = { key, fingerprint: sha256(key), kind: 'ledger_freeze', actor: 'system', also: freezeOnDrift(problems, 'cron') };
  await guildStub(env, guild).call('postAll', { ops: [op] });
}

/** What the ledger itself does by the clock. */
export const LEDGER_JOBS: CronJob[] = [expireHolds, verifyNightly];
