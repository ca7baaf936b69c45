import { runJobs } from '../cron/dispatch.ts';
import type { Env } from '../kernel/env.ts';
import { mirrorCatalogue } from './catalogue-job.ts';
import { FEATURES } from './features.ts';
import { LEDGER_JOBS } from './ledger-jobs.ts';
import { OUTBOX_JOBS } from './outbox-jobs.ts';

/** Runs what a cron expression of wrangler.toml starts: the ledger's own jobs, then the features', then the outbox's. */
export function runCron(cron: string, scheduledAt: number, env: Env): Promise<void> {
  return runJobs([...LEDGER_JOBS, ...FEATURES.flatMap((feature) => feature.jobs ?? []), mirrorCatalogue, ...OUTBOX_JOBS], cron, scheduledAt, env);
}
