import { applyD1Migrations, env as rawEnv } from 'cloudflare:test';
import { brakeOutbox } from '../../src/discord/outbox.stub.ts';
import type { Env } from '../../src/kernel/env.ts';

interface TestEnv extends Env {
  DB_1: D1Database;
  TEST_MIGRATIONS: Parameters<typeof applyD1Migrations>[1];
  TEST_SIGNING_KEY: string;
  TEST_HOSTILE_REQUESTS: string;
}

// The bindings are those of vitest.config.ts; the plugin types them as unknown.
export const env = rawEnv as unknown as TestEnv;

/** Longer than any test file runs. */
const BRAKE_MS = 3_600_000;

/** The session of api.ts' OPERATOR. */
const OPERATOR_SESSION = `INSERT INTO session (session_id, kind, user_id, name, generation, rotated_at, created_at, expires_at, address, agent)
  VALUES ('test', 'operator', 'operator', 'operator', 1, ?1, ?1, ?2, 'test', 'test') ON CONFLICT DO NOTHING`;

/**
 * Puts the real migrations into both databases and holds the outbox back: most tests look at the rows that it would
 * send, and what it logs after a file has ended counts as an error of the run. Once a test file.
 */
export async function migrate(): Promise<void> {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  await applyD1Migrations(env.DB_1, env.TEST_MIGRATIONS);
  await env.DB.prepare(OPERATOR_SESSION).bind(Date.now(), Date.now() + 86_400_000).run();
  await brakeOutbox(env, BRAKE_MS);
}

/** As migrate(), with an outbox that sends: to the Discord of fake-discord.ts. */
export async function migrateAndSend(): Promise<void> {
  await migrate();
  await brakeOutbox(env, 0);
}

/** The database that a guild of the tests is placed in; the placement must exist. */
export async function databaseOf(guild: string): Promise<D1Database> {
  const binding = await env.DB.prepare('SELECT binding FROM placement WHERE guild = ?1').bind(guild).first<string>('binding');
  return binding === 'DB_1' ? env.DB_1 : env.DB;
}
