import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getPlatformProxy, unstable_splitSqlQuery as splitSql } from 'wrangler';
import { boundDatabases } from '../src/db/placement.ts';
import type { Env } from '../src/kernel/env.ts';
import { seedDemo } from './seed/seed.ts';

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations');

/** Applies what is missing, and notes it where `wrangler d1 migrations` looks. */
async function migrate(database: D1Database): Promise<number> {
  await database.prepare(`CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`).run();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const missing = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql') && !results.some((row) => row.name === name)).sort();
  for (const name of missing) {
    const statements = splitSql(readFileSync(join(MIGRATIONS, name), 'utf8'));
    const note = database.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name);
    await database.batch([...statements.map((sql) => database.prepare(sql)), note]);
  }
  return missing.length;
}

/**
 * Brings the local databases up to date and, with --seed, gives the demo server its history. Not while the Worker runs.
 * Usage: node scripts/prepare.ts [state folder, as given to wrangler's --persist-to] [--seed]
 */
async function prepare(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { seed: { type: 'boolean' } }, allowPositionals: true });
  const { env, dispose } = await getPlatformProxy<Env>({ persist: { path: `${positionals[0] ?? '.coffer/state'}/v3` } });
  try {
    for (const [name, database] of boundDatabases(env)) {
      const applied = await migrate(database);
      if (applied > 0) console.log(`Local database ${name}: ${applied} migrations applied.`);
    }
    if (values.seed) console.log(`Seeded the demo server: ${await seedDemo(env)} movements over two weeks.`);
  } finally {
    await dispose();
  }
}

await prepare();
