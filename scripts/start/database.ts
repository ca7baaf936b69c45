import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILES, ROOT } from './folders.ts';
import { runNode } from './processes.ts';

const STAMP = join(FILES.state, 'migrated');

export const WRANGLER = join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js');

/** Quiet, offline and asking nothing. */
export const WRANGLER_ENV = {
  CI: '1',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
};

/** The databases that wrangler.toml binds, in its order. */
export function boundDatabases(toml: string): string[] {
  return toml
    .split(/^\s*\[/m)
    .filter((table) => table.startsWith('[d1_databases]]'))
    .flatMap((table) => /^\s*binding\s*=\s*"([^"]+)"/m.exec(table)?.[1] ?? []);
}

function migrationsHash(databases: string[]): string {
  const hash = createHash('sha256').update(databases.join());
  for (const name of readdirSync(FILES.migrations).sort()) hash.update(name).update(readFileSync(join(FILES.migrations, name)));
  return hash.digest('hex');
}

/** Applies the migrations to every local database, if they or the bindings changed; says whether it had to. */
export async function migrate(): Promise<boolean> {
  const databases = boundDatabases(readFileSync(FILES.wrangler, 'utf8'));
  const hash = migrationsHash(databases);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return false;
  mkdirSync(FILES.state, { recursive: true });
  // One after the other: two wranglers at once would share one object store on disk.
  for (const name of databases) {
    await runNode(`Migrating ${name}`, [WRANGLER, 'd1', 'migrations', 'apply', name, '--local', '--persist-to', FILES.state], WRANGLER_ENV);
  }
  writeFileSync(STAMP, hash);
  return true;
}
