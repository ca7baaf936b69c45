import type { DatabaseSync } from 'node:sqlite';
import { failureOf } from '../../src/db/failure.ts';
import { DERIVED, LEDGER, RECORDS } from '../../src/features/members/server-export/tables.ts';
import { Comparison } from './compare.ts';
import { checkFile, rowsOf, type ExportFile } from './file.ts';
import { LedgerReplay } from './ledger.ts';
import { RecordInserter, withoutGuards } from './records.ts';
import { RestoreRefused } from './refused.ts';
import { Target } from './target.ts';

export interface Restored extends ExportFile {
  entries: number;
  records: number;
}

const LEDGER_TABLES = new Set([...LEDGER.map(({ name }) => name), 'entry']);
const ALL = [...DERIVED, ...LEDGER, { name: 'entry', key: [] }, ...RECORDS];

function assertEmpty(target: Target, guild: string): void {
  for (const { name } of ALL) {
    const [row] = target.all(`SELECT 1 FROM "${name}" WHERE guild = ?1 LIMIT 1`, guild);
    if (row) throw new RestoreRefused(`Server ${guild} is not empty here: it has rows in "${name}". A restore writes over nothing.`);
  }
}

async function replay(path: string, target: Target, file: ExportFile): Promise<Restored> {
  const ledger = new LedgerReplay(file.guild, target);
  const records = new RecordInserter(file.guild, target);
  const comparison = new Comparison();
  for await (const { table, row } of rowsOf(path)) {
    if (table === 'account' || table === 'lot' || table === 'hold') comparison.note(table, row);
    if (LEDGER_TABLES.has(table)) await ledger.take(table, row);
  }
  await ledger.finish();
  await comparison.fillExpiries(target, file.guild);
  await withoutGuards(target, RECORDS.map(({ name }) => name), async () => {
    for await (const { table, row } of rowsOf(path)) {
      if (!LEDGER_TABLES.has(table) && table !== 'account' && table !== 'lot') records.insert(table, row);
    }
  });
  await comparison.check(target, file);
  return { ...file, entries: ledger.entries, records: records.rows };
}

/** The line for a person where a guard of the database refused a row of the file. */
function plain(error: unknown): unknown {
  if (error instanceof RestoreRefused || !(error instanceof Error)) return error;
  const message = `${error.message}: SQLITE_CONSTRAINT`;
  const failure = 'errcode' in error ? failureOf(new Error(message)) : null;
  return failure?.kind === 'guard' ? new RestoreRefused(`The database refused a row of the file (${error.message}). Nothing was changed.`, { cause: error }) : error;
}

/**
 * Restores the server of an export into a database that has its migrations and nothing of this server. One transaction: it
 * ends with everything in place and verified, or with nothing.
 * @param server the id that the file must be of, where given
 * @throws RestoreRefused with one plain line
 */
export async function restoreFile(path: string, sqlite: DatabaseSync, { server, place }: { server?: string; place?: (guild: string) => void } = {}): Promise<Restored> {
  const file = await checkFile(path);
  if (server !== undefined && server !== file.guild) throw new RestoreRefused(`This is an export of server ${file.guild}, not of ${server}. Entries carry their server in their hash, so it cannot become another one.`);
  const target = new Target(sqlite);
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    assertEmpty(target, file.guild);
    const restored = await replay(path, target, file);
    place?.(file.guild);
    sqlite.exec('COMMIT');
    return restored;
  } catch (error) {
    if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
    throw plain(error);
  }
}
