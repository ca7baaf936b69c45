import * as z from 'zod';
import { failureOf } from '../../db/failure.ts';
import { globalAudit } from './audit.ts';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';

export const LOG_DAYS_MAX = 90;

/** What the operator may change while Coffer runs. */
export const runtimeSchema = z.object({
  /** Lines below this level are counted, not kept. */
  log_level: z.enum(['info', 'warn', 'error']).default('info'),
  /** Days that lines of the log are kept. */
  log_days: z.int().min(1).max(LOG_DAYS_MAX).default(14),
  /** Whether a connection for the bot's status is wanted. */
  presence: z.boolean().default(false),
});
export type Runtime = z.infer<typeof runtimeSchema>;

export interface VersionedRuntime {
  version: number;
  settings: Runtime;
}

const NAME = 'runtime';
const READ_SQL = 'SELECT version, value FROM app_setting WHERE name = ?1';
const SAVE_SQL = `INSERT INTO app_setting (name, version, value) VALUES (?1, ?2, ?3)
  ON CONFLICT (name) DO UPDATE SET version = excluded.version, value = excluded.value`;

/** The settings as they are; version 0 before anything was changed. */
export async function readRuntime(db: D1Database): Promise<VersionedRuntime> {
  const row = await db.prepare(READ_SQL).bind(NAME).first<{ version: number; value: string }>();
  return { version: row?.version ?? 0, settings: runtimeSchema.parse(row ? JSON.parse(row.value) : {}) };
}

let cached: { until: number; settings: Runtime } | undefined;

/** The settings, at most a minute old: for what reads them with every line it writes. */
export async function recentRuntime(db: D1Database, now: number): Promise<Runtime> {
  if (cached === undefined || cached.until <= now) cached = { until: now + MINUTE_MS, settings: (await readRuntime(db)).settings };
  return cached.settings;
}

/** @throws AppError `stale` where somebody else has changed them since `before` was read */
export async function saveRuntime(
  db: D1Database, before: VersionedRuntime, settings: Runtime, by: { actor: string; key: string; now: number; source: string },
): Promise<VersionedRuntime> {
  const version = before.version + 1;
  const note = globalAudit(db, { ...by, action: 'settings.change', target: 'runtime', before: before.settings, after: settings });
  try {
    await db.batch([db.prepare(SAVE_SQL).bind(NAME, version, JSON.stringify(settings)), note]);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'guard' && failure.name === 'operations:version') throw new AppError('stale', 'errors.stale');
    throw error;
  }
  cached = undefined;
  return { version, settings };
}
