import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILES, ROOT } from './folders.ts';

const STAMP = join(FILES.state, 'migrated');

export const WRANGLER = join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js');

/** Quiet, offline and asking nothing. */
export const WRANGLER_ENV = {
  CI: '1',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_REGISTRY_PATH: FILES.registry,
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

/** Whether the local databases lack a migration, or a binding is new. */
export function needsMigration(): boolean {
  return !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== migrationsHash(localBindings());
}

/** Notes that all migrations are in. */
export function stampMigrated(): void {
  writeFileSync(STAMP, migrationsHash(localBindings()));
}

function localBindings(): string[] {
  return boundDatabases(readFileSync(FILES.wrangler, 'utf8'));
}
