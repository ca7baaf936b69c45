import { d1Database } from '../db/database.ts';
import { boundDatabases } from '../db/placement.ts';
import type { CronJob } from '../define/job.ts';
import { guildStub } from '../guild/stub.ts';
import { log } from '../kernel/log.ts';
import { expireHold, readDueHolds } from '../ledger/holds.ts';
import type { Operation } from '../ledger/operation.ts';

/** Holds that one tick ends in one database; the rest wait for the next minute. */
const DUE_HOLDS_MAX = 200;

const expireHolds: CronJob = {
  name: 'ledger.expire-holds',
  cron: '* * * * *',
  async run({ env, now }) {
    for (const d1 of boundDatabases(env).values()) {
      const [due = []] = await d1Database(d1).batch([readDueHolds(now, DUE_HOLDS_MAX)]);
      const byGuild = new Map<string, Operation[]>();
      for (const row of due) {
        const hold = { id: String(row['hold_id']), owner: String(row['owner']), asset: String(row['asset']), held: Number(row['held']) };
        const ops = byGuild.get(String(row['guild'])) ?? [];
        ops.push(expireHold(hold, Number(row['expires_at'])));
        byGuild.set(String(row['guild']), ops);
      }
      for (const [guild, ops] of byGuild) {
        const { outcomes } = await guildStub(env, guild).call('postAll', { ops });
        for (const outcome of outcomes) if (outcome.status !== 'done') log('warn', 'hold.unexpired', { guild, outcome });
      }
    }
  },
};

/** What the ledger itself does by the clock. */
export const LEDGER_JOBS: CronJob[] = [expireHolds];
