import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { checkFile } from './restore/file.ts';
import { openLocal } from './restore/local.ts';
import { migrationsText } from './restore/memory.ts';
import { RestoreRefused } from './restore/refused.ts';
import { restoreFile, type Restored } from './restore/restore.ts';
import { readSettings, settingsFile } from './settings.ts';
import { FILES } from './start/folders.ts';
import { isHealthy } from './start/worker.ts';

const USAGE = 'Usage: npm run restore -- file.ndjson [--server ID] [--check]';
const WORKER_WITHIN_MS = 1_000;

/** A Worker that runs holds the databases, and its objects remember what was there before. */
async function assertStopped(): Promise<void> {
  const { port } = readSettings(process.env, settingsFile(FILES.settings));
  if (await isHealthy(`http://127.0.0.1:${port}`, WORKER_WITHIN_MS)) throw new RestoreRefused(`Coffer is running on port ${port}: stop it first.`);
}

function tell({ guild, head, end, entries, records, exportedAt }: Restored, checked: boolean): void {
  console.log(`${checked ? 'Checked' : 'Restored'} server ${guild} as of ${exportedAt}: ${entries} entries, ${records} records.`);
  console.log(`Verified from the first entry on; the head is entry ${head.seq}, ${head.hash}.`);
  if (end.moved > 0) {
    console.log(`The server went on while it was exported: ${end.moved} entries came later and are not in the file, but records may be ahead of it. Export again when it is quiet.`);
  }
}

async function restore(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { server: { type: 'string' }, check: { type: 'boolean' } }, allowPositionals: true });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new RestoreRefused(USAGE);
  if (!existsSync(path)) throw new RestoreRefused(`There is no file ${path}.`);
  const server = values.server === undefined ? {} : { server: values.server };
  if (values.check) {
    const memory = new DatabaseSync(':memory:');
    memory.exec(migrationsText());
    tell(await restoreFile(path, memory, server), true);
    return;
  }
  await assertStopped();
  const { guild } = await checkFile(path);
  const local = openLocal(guild, Date.now());
  try {
    tell(await restoreFile(path, local.database, { ...server, place: local.place }), false);
  } finally {
    local.close();
  }
}

try {
  await restore();
} catch (error) {
  if (!(error instanceof RestoreRefused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
