import type { ExportRow } from '../../src/features/members/server-export/format.ts';
import { CORE_STATEMENTS } from '../../src/ledger/also.ts';
import { ESCROW } from '../../src/ledger/accounts.ts';
import type { EntryRow } from '../../src/ledger/hash.ts';
import { batchOf, type Group, type HoldRow, type OpRow } from '../../src/ledger/statements.ts';
import { RestoreRefused } from './refused.ts';
import type { Target } from './target.ts';

/** Operations and entries that go in one batch, as a busy server would commit them. */
const GROUP_ROWS = 500;

/** The fingerprint of an operation whose own record was dropped after its 90 days: no request can match it. */
const ARCHIVED = 'archived';

const FREEZE = CORE_STATEMENTS.find(({ name }) => name === 'freeze.set');

/**
 * Writes the ledger of a guild anew as it once grew: the same batches, with every guard in place, entry after entry.
 * Balances, holds, lots and statistics come out of the entries, never out of the file.
 */
export class LedgerReplay {
  readonly #guild: string;
  readonly #target: Target;
  readonly #holds = new Map<string, ExportRow>();
  readonly #freezes: ExportRow[] = [];
  #ops: OpRow[] = [];
  #entries: EntryRow[] = [];
  entries = 0;

  constructor(guild: string, target: Target) {
    this.#guild = guild;
    this.#target = target;
  }

  /** A row of `hold`, `freeze`, `op` or `entry`, in the order of the file. */
  async take(table: string, row: ExportRow): Promise<void> {
    if (table === 'hold') this.#holds.set(String(row['hold_id']), row);
    else if (table === 'freeze') this.#freezes.push(row);
    // The columns of the table are the fields of the types: the guards and the hash judge what is in them.
    else if (table === 'op') await this.#op(row as unknown as OpRow);
    else await this.#entry({ guild: this.#guild, ...row } as unknown as EntryRow);
  }

  /** Writes what is left, then the freezes: they would have stopped the entries. */
  async finish(): Promise<void> {
    await this.#flushOps();
    await this.#flushEntries();
    if (!FREEZE) throw new Error('the ledger has no statement that freezes');
    const items = this.#freezes.map((row) => ({ k: '', at: Number(row['at']), by: String(row['actor']), r: { account: row['account_id'], reason: row['reason'] } }));
    if (items.length > 0) await this.#write({ also: new Map([[FREEZE, items]]) });
  }

  /** Holds of the file, to be compared with what the entries made of them. */
  get holds(): ReadonlyMap<string, ExportRow> {
    return this.#holds;
  }

  async #op(row: OpRow): Promise<void> {
    this.#ops.push(row);
    if (this.#ops.length >= GROUP_ROWS) await this.#flushOps();
  }

  async #entry(row: EntryRow): Promise<void> {
    await this.#flushOps();
    // The entries of one operation stay together: its record says how many they are.
    if (this.#entries.length >= GROUP_ROWS && row.op_key !== this.#entries.at(-1)?.op_key) await this.#flushEntries();
    this.#entries.push(row);
  }

  async #flushOps(): Promise<void> {
    const ops = this.#ops;
    this.#ops = [];
    if (ops.length > 0) await this.#write({ ops });
  }

  async #flushEntries(): Promise<void> {
    const entries = this.#entries;
    this.#entries = [];
    if (entries.length === 0) return;
    await this.#write({ ops: this.#forgotten(entries), holds: entries.filter(opensHold).map((entry) => this.#opened(entry)), entries });
    this.entries += entries.length;
  }

  /** Archived entries outlive the records of their operations; the guard asks for one, so it is written again without its secret. */
  #forgotten(entries: EntryRow[]): OpRow[] {
    const known = new Set(this.#target.all('SELECT op.op_key FROM json_each(?2) AS wanted CROSS JOIN op ON op.guild = ?1 AND op.op_key = wanted.value',
      this.#guild, JSON.stringify([...new Set(entries.map((entry) => entry.op_key))])).map((row) => String(row['op_key'])));
    const missing = Map.groupBy(entries.filter((entry) => !known.has(entry.op_key)), (entry) => entry.op_key);
    return [...missing].map(([key, own]): OpRow => ({
      op_key: key, fingerprint: ARCHIVED, kind: own[0]?.kind ?? '', outcome: 'done', entries: own.length,
      result: JSON.stringify({ entries: [], data: null, at: own[0]?.at ?? 0 }), actor: own[0]?.actor ?? '', at: own[0]?.at ?? 0,
    }));
  }

  /** A hold as it was opened: the entries that follow bring it to what it is now. */
  #opened(entry: EntryRow): HoldRow {
    const id = entry.ref?.slice('hold:'.length) ?? '';
    const row = this.#holds.get(id);
    if (!row) throw new RestoreRefused(`Entry ${entry.seq} opens a hold that is not in the file.`);
    return {
      hold_id: id, owner: String(row['owner']), asset: String(row['asset']), amount: Number(row['amount']), purpose: String(row['purpose']),
      opened_at: Number(row['opened_at']), expires_at: row['expires_at'] === null ? null : Number(row['expires_at']),
    };
  }

  #write(part: Partial<Group>): Promise<unknown> {
    return this.#target.batch(batchOf(this.#guild, { ops: [], holds: [], entries: [], also: new Map(), plannedOn: null, ...part }));
  }
}

const opensHold = (entry: EntryRow): boolean => entry.to_account === ESCROW;
