import type { ExportRow } from '../../src/features/members/server-export/format.ts';
import { verifyGuild } from '../../src/ledger/verify.ts';
import type { ExportFile } from './file.ts';
import { withoutGuards } from './records.ts';
import { RestoreRefused } from './refused.ts';
import type { Target } from './target.ts';

const nameOf = (table: string, row: ExportRow): string =>
  (table === 'account' ? [row['account_id'], row['asset']] : table === 'lot' ? [row['owner'], row['asset'], row['seq']] : [row['hold_id']]).join(' ');

/** What the file says of accounts, lots and holds, against what the entries made of them. */
export class Comparison {
  readonly #told = { account: new Map<string, ExportRow>(), lot: new Map<string, ExportRow>(), hold: new Map<string, ExportRow>() };

  note(table: 'account' | 'lot' | 'hold', row: ExportRow): void {
    this.#told[table].set(nameOf(table, row), row);
  }

  /** When a copy runs out came from the item as it was then, which no entry says: it is taken from the file. */
  async fillExpiries(target: Target, guild: string): Promise<void> {
    await withoutGuards(target, ['lot'], async () => {
      for (const lot of this.#told.lot.values()) {
        if (lot['expires_at'] === null) continue;
        target.all('UPDATE lot SET expires_at = ?5 WHERE guild = ?1 AND owner = ?2 AND asset = ?3 AND seq = ?4',
          guild, lot['owner'], lot['asset'], lot['seq'], lot['expires_at']);
      }
    });
  }

  /**
   * Verifies the chain from its first entry, then holds head, balances, lots and holds against the file. What moved while
   * the file was written is later than its head and is left out.
   * @throws RestoreRefused with the first difference
   */
  async check(target: Target, file: ExportFile): Promise<void> {
    const report = await verifyGuild(target, file.guild);
    const [problem] = report.problems;
    if (problem) throw new RestoreRefused(`The ledger in the file does not verify: ${problem.name}${problem.seq === undefined ? '' : ` at entry ${problem.seq}`}, ${problem.detail}.`);
    if (report.seq !== file.head.seq || report.hash !== file.head.hash) {
      throw new RestoreRefused(`The head is not the one of the file: entry ${report.seq} ${report.hash.slice(0, 12)} instead of ${file.head.seq} ${file.head.hash.slice(0, 12)}.`);
    }
    for (const table of ['account', 'lot', 'hold'] as const) this.#same(target, file, table);
  }

  #same(target: Target, { guild, head, end }: ExportFile, table: 'account' | 'lot' | 'hold'): void {
    const told = this.#told[table];
    const seen = new Set<string>();
    for (const { guild: _guild, ...row } of target.all(`SELECT * FROM ${table} WHERE guild = ?1`, guild)) {
      // STRICT columns hold texts, integers and NULL.
      const name = nameOf(table, row as ExportRow);
      seen.add(name);
      const other = told.get(name);
      const moved = end.moved > 0 && (!other || Number(other['last_seq']) > head.seq);
      if (!moved && !equalRows(row as ExportRow, other)) throw new RestoreRefused(`The entries do not lead to what the file says of ${table} ${name}.`);
    }
    for (const [name, row] of told) {
      if (!seen.has(name) && Number(row['last_seq']) <= head.seq) throw new RestoreRefused(`No entry explains what the file says of ${table} ${name}.`);
    }
  }
}

function equalRows(row: ExportRow, other: ExportRow | undefined): boolean {
  return other !== undefined && Object.keys(row).every((column) => row[column] === other[column]);
}
