import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO } from '../sandbox/demo.ts';
import type { Application } from '../settings.ts';
import { needsMigration, stampMigrated, WRANGLER_ENV } from './database.ts';
import { FILES, ROOT } from './folders.ts';
import { runNode } from './processes.ts';

const SEEDED = join(FILES.state, 'seeded');
const SEEDING = join(FILES.state, 'seeding');

/** Whether an earlier start was stopped while seeding. No Worker has ever run on such a state: it may be thrown away. */
export function isHalfSeeded(): boolean {
  return existsSync(SEEDING);
}

/**
 * Applies the migrations that are missing and, for the demo server, seeds it once for each state folder; one process does
 * both, because opening the local databases is the slow part. The Worker must not run: both would hold them.
 */
export async function prepareDatabases(withDemo: boolean): Promise<string | null> {
  const seed = withDemo && !existsSync(SEEDED);
  if (!seed && !needsMigration()) return null;
  mkdirSync(FILES.state, { recursive: true });
  if (seed) writeFileSync(SEEDING, '');
  const args = [join(ROOT, 'scripts', 'prepare.ts'), FILES.state, ...(seed ? ['--seed'] : [])];
  const said = await runNode('Preparing the local databases', args, { ...WRANGLER_ENV, WRANGLER_LOG: 'error' });
  stampMigrated();
  if (seed) {
    writeFileSync(SEEDED, '');
    rmSync(SEEDING);
  }
  // workerd remarks on the object's class, which this process needs not have.
  return said.split('\n').filter((line) => /^(Local database|Seeded)/.test(line)).join('\n');
}

/** Registers the commands of the demo server at the stand-in; `anew` when the stand-in remembers none. */
export function registerDemo(application: Application, apiBase: string, anew: boolean): Promise<string> {
  const args = [join(ROOT, 'scripts', 'register.ts'), '--guild', DEMO.guild, ...(anew ? ['--force'] : [])];
  return runNode('Registering the commands', args, {
    DISCORD_APPLICATION_ID: application.applicationId,
    DISCORD_TOKEN: application.token,
    DISCORD_PUBLIC_KEY: application.publicKey,
    DISCORD_API_BASE: apiBase,
  });
}
