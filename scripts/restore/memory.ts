import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILES } from '../start/folders.ts';

/** Every migration in order: the schema that a database in memory gets to check an export against. */
export function migrationsText(): string {
  return readdirSync(FILES.migrations).filter((name) => name.endsWith('.sql')).sort()
    .map((name) => readFileSync(join(FILES.migrations, name), 'utf8')).join('\n');
}
