import type { ExportRow } from '../../src/features/members/server-export/format.ts';
import { RECORDS } from '../../src/features/members/server-export/tables.ts';
import { RestoreRefused } from './refused.ts';
import type { Target } from './target.ts';

const TABLES = new Set(RECORDS.map(({ name }) => name));

interface Trigger {
  name: string;
  sql: string;
}

/**
 * Takes the triggers of some tables away while `work` runs, in the same transaction. The guards of records judge steps (a
 * claim goes from claimed to submitted); what is put back is no step but how things stood. The ledger's guards stay.
 */
export async function withoutGuards(target: Target, tables: Iterable<string>, work: () => Promise<void>): Promise<void> {
  const triggers = target.all("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (SELECT value FROM json_each(?1)) ORDER BY rowid",
    JSON.stringify([...tables])) as unknown as Trigger[]; // the two columns that were asked for
  for (const { name } of triggers) target.exec(`DROP TRIGGER "${name}"`);
  await work();
  for (const { sql } of triggers) target.exec(sql);
}

/** Puts the features' records back, row by row as the file has them. */
export class RecordInserter {
  readonly #guild: string;
  readonly #target: Target;
  readonly #columns = new Map<string, Set<string>>();
  rows = 0;

  constructor(guild: string, target: Target) {
    this.#guild = guild;
    this.#target = target;
  }

  /** @throws RestoreRefused for a table or column that this Coffer does not have */
  insert(table: string, row: ExportRow): void {
    const known = this.#columnsOf(table);
    const names = Object.keys(row);
    const strange = names.find((name) => !known.has(name));
    if (strange !== undefined) throw new RestoreRefused(`The file has a column that this Coffer does not know: ${table}.${strange}. It was made by a newer one.`);
    const columns = ['guild', ...names].map((name) => `"${name}"`).join(', ');
    const marks = ['guild', ...names].map((_, index) => `?${index + 1}`).join(', ');
    this.#target.all(`INSERT INTO "${table}" (${columns}) VALUES (${marks})`, this.#guild, ...Object.values(row));
    this.rows += 1;
  }

  #columnsOf(table: string): Set<string> {
    const known = this.#columns.get(table);
    if (known) return known;
    const columns = TABLES.has(table) ? this.#target.all('SELECT name FROM pragma_table_info(?1)', table).map((row) => String(row['name'])) : [];
    if (columns.length === 0) throw new RestoreRefused(`The file has a table that this Coffer does not know: ${table}. It was made by a newer one.`);
    const set = new Set(columns);
    this.#columns.set(table, set);
    return set;
  }
}
