import type { CronJob } from '../define/job.ts';
import type { Env } from '../kernel/env.ts';
import { log } from '../kernel/log.ts';
import { beat } from '../kernel/pulse.ts';

/** Runs the jobs of one cron expression, one after the other; a failing one does not stop the rest. */
export async function runJobs(jobs: CronJob[], cron: string, scheduledAt: number, env: Env): Promise<void> {
  beat('cron');
  for (const job of jobs.filter((candidate) => candidate.cron === cron)) {
    try {
      await job.run({ env, scheduledAt, now: Date.now() });
    } catch (error) {
      log('error', 'cron.failed', { job: job.name, scheduledAt, error });
    }
  }
}
