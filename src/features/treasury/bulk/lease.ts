import type { GiveRoleInput } from './job-row.ts';
import { GIVE_ROLE, giveRoleInput } from './job-row.ts';

/** Milliseconds for which one worker has a job to itself; renewed with every page, so it only has to outlast one. */
const LEASE_MS = 60_000;

/** A job that this worker has claimed. `lease` tells its claim from every other one: a later claim ends later. */
export interface Claim {
  guild: string;
  id: string;
  lease: number;
  cursor: string;
  createdBy: string;
  input: GiveRoleInput;
}

/** What a page has brought. */
export interface Progress {
  cursor: string;
  done: number;
  skipped: number;
  finished: boolean;
}

interface ClaimedRow {
  cursor: string;
  created_by: string;
  input: string;
  lease_until: number;
}

/** Takes the job for LEASE_MS, or gives null where it does not run or somebody else has it. */
export async function claimJob(database: D1Database, guild: string, id: string, now: number): Promise<Claim | null> {
  const row = await database
    .prepare(`UPDATE job SET lease_until = ?3 WHERE guild = ?1 AND job_id = ?2 AND kind = ?5 AND state = 'running' AND lease_until <= ?4
      RETURNING cursor, created_by, input, lease_until`)
    .bind(guild, id, now + LEASE_MS, now, GIVE_ROLE)
    .first<ClaimedRow>();
  if (!row) return null;
  return {
    guild, id, lease: row.lease_until, cursor: row.cursor, createdBy: row.created_by, input: giveRoleInput.parse(JSON.parse(row.input)),
  };
}

/**
 * Writes a page's progress under the claim and renews it. The counts are kept even if the job was cancelled meanwhile,
 * because its members were paid. Gives null where the job is over or another worker has taken it.
 */
export async function advanceJob(database: D1Database, claim: Claim, page: Progress, now: number): Promise<Claim | null> {
  // Strictly later than before, so that an old claim never equals a new one.
  const lease = Math.max(now + LEASE_MS, claim.lease + 1);
  const row = await database
    .prepare(`UPDATE job SET cursor = ?4, done = done + ?5, skipped = skipped + ?6, updated_at = ?7, lease_until = ?8, error = '',
        state = IIF(state = 'running' AND ?9 = 1, 'done', state)
      WHERE guild = ?1 AND job_id = ?2 AND lease_until = ?3 RETURNING state`)
    .bind(claim.guild, claim.id, claim.lease, page.cursor, page.done, page.skipped, now, lease, page.finished ? 1 : 0)
    .first<{ state: string }>();
  return row?.state === 'running' ? { ...claim, lease, cursor: page.cursor } : null;
}

/** Gives the claim back, to be taken again from `notBefore` (ms) on; `error` is shown to staff meanwhile. */
export async function releaseJob(database: D1Database, claim: Claim, notBefore: number, error: string): Promise<void> {
  await database
    .prepare('UPDATE job SET lease_until = ?4, error = ?5 WHERE guild = ?1 AND job_id = ?2 AND lease_until = ?3')
    .bind(claim.guild, claim.id, claim.lease, notBefore, error)
    .run();
}

/** Ends the job where going on makes no sense; what was paid stays paid. */
export async function failJob(database: D1Database, claim: Claim, error: string, now: number): Promise<void> {
  await database
    .prepare(`UPDATE job SET state = 'failed', error = ?4, updated_at = ?5 WHERE guild = ?1 AND job_id = ?2 AND lease_until = ?3
      AND state = 'running'`)
    .bind(claim.guild, claim.id, claim.lease, error, now)
    .run();
}
