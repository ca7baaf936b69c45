import { boundDatabases } from '../../../db/placement.ts';
import type { CronJob } from '../../../define/job.ts';
import { DiscordRest } from '../../../discord/rest.ts';
import { guildStub } from '../../../guild/stub.ts';
import { GIVE_ROLE } from './job-row.ts';
import { runSlice } from './slice.ts';

/** Jobs of one database that a tick works on; the rest come a minute later, longest waiting first. */
const JOBS_PER_TICK = 4;

const DUE_SQL = `SELECT guild, job_id FROM job WHERE state = 'running' AND lease_until <= ?1 AND kind = ?2
  ORDER BY lease_until, guild LIMIT ?3`;

/** Takes up jobs that nobody works on: those of a slice that is full, and those of a Worker that was stopped. */
export const resumeJobs: CronJob = {
  name: 'treasury.jobs',
  cron: '* * * * *',
  async run({ env, now }) {
    const rest = new DiscordRest(env);
    for (const database of boundDatabases(env).values()) {
      const { results } = await database.prepare(DUE_SQL).bind(now, GIVE_ROLE, JOBS_PER_TICK).all<{ guild: string; job_id: string }>();
      for (const { guild, job_id: id } of results) {
        const stub = guildStub(env, guild);
        await runSlice(
          {
            database, now: Date.now,
            listMembers: (of, after, limit) => rest.listMembers(of, after, limit),
            post: async (ops) => (await stub.call('postAll', { ops })).outcomes,
          },
          guild, id,
        );
      }
    }
  },
};
