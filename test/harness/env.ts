import { applyD1Migrations, env as rawEnv } from 'cloudflare:test';
import type { Env } from '../../src/kernel/env.ts';

interface TestEnv extends Env {
  DB_1: D1Database;
  TEST_MIGRATIONS: Parameters<typeof applyD1Migrations>[1];
  TEST_SIGNING_KEY: string;
}

// The bindings are those of vitest.config.ts; the plugin types them as unknown.
export const env = rawEnv as unknown as TestEnv;

/** Puts the real migrations into both databases; once a test file. */
export async function migrate(): Promise<void> {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  await applyD1Migrations(env.DB_1, env.TEST_MIGRATIONS);
}

/** The database that a guild of the tests is placed in; the placement must exist. */
export async function databaseOf(guild: string): Promise<D1Database> {
  const binding = await env.DB.prepare('SELECT binding FROM placement WHERE guild = ?1').bind(guild).first<string>('binding');
  return binding === 'DB_1' ? env.DB_1 : env.DB;
}
