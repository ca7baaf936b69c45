import type { Env } from '../kernel/env.ts';

/** Work that a cron trigger starts. Bounded in each run, and safe to run twice for the same scheduled time. */
export interface CronJob {
  name: string;
  /** One of the expressions in wrangler.toml. */
  cron: string;
  /** `scheduledAt` in milliseconds: keys are made from it, never from now. */
  run(work: { env: Env; scheduledAt: number; now: number }): Promise<void>;
}
