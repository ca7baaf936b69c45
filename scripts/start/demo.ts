import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO } from '../sandbox/demo.ts';
import type { Application } from '../settings.ts';
import { FILES, ROOT } from './folders.ts';
import { runNode } from './processes.ts';

const SEEDED = join(FILES.state, 'seeded');
const SEEDING = join(FILES.state, 'seeding');

/** Whether an earlier start was stopped while seeding. No Worker has ever run on such a state: it may be thrown away. */
export function isHalfSeeded(): boolean {
  return existsSync(SEEDING);
}

/** Gives the demo server its history, once for each state folder. The Worker must not run: both would hold the database. */
export async function seedOnce(): Promise<string | null> {
  if (existsSync(SEEDED)) return null;
  writeFileSync(SEEDING, '');
  const said = await runNode('Seeding the demo server', [join(ROOT, 'scripts', 'seed.ts'), FILES.state], { WRANGLER_SEND_METRICS: 'false' });
  writeFileSync(SEEDED, '');
  rmSync(SEEDING);
  return said;
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
