import type { EntryRow } from '../../../src/ledger/hash.ts';
import type { MoneyRules } from '../../../src/ledger/plan.ts';
import type { Clients } from '../clients.ts';
import type { SqliteLedger } from '../database.ts';
import type { FaultyDatabase } from '../faulty.ts';

/** A finished history: what the database holds and what everybody was told. */
export interface History {
  guild: string;
  ledger: SqliteLedger;
  rules: MoneyRules;
  database: FaultyDatabase;
  clients: Clients;
  /** Lines that the committer logged as errors. */
  faults: string[];
  end: number;
}

/** What the checks of the chain need: any ledger, simulated or not. */
export type LedgerOf = Pick<History, 'ledger' | 'guild'>;

export interface StoredOp {
  op_key: string;
  fingerprint: string;
  kind: string;
  outcome: 'done' | 'refused';
  entries: number;
  result: string;
  at: number;
}

/** A broken promise of the ledger. */
class Violation extends Error {
  constructor(promise: string, detail: unknown) {
    super(`${promise}: ${JSON.stringify(detail)}`);
    this.name = 'Violation';
  }
}

/** Throws where a promise does not hold. */
export function hold(kept: boolean, promise: string, detail: unknown): asserts kept {
  if (!kept) throw new Violation(promise, detail);
}

const readEntries = new WeakMap<LedgerOf, EntryRow[]>();

/** The entries in order, read once a history. */
export function entriesOf(history: LedgerOf): EntryRow[] {
  const { ledger, guild } = history;
  // The columns of the table are the fields of the type.
  const entries = readEntries.get(history) ?? (ledger.all('SELECT * FROM entry WHERE guild = ?1 ORDER BY seq', guild) as unknown as EntryRow[]);
  readEntries.set(history, entries);
  return entries;
}

export function opsOf({ ledger, guild }: LedgerOf): StoredOp[] {
  return ledger.all('SELECT * FROM op WHERE guild = ?1', guild) as unknown as StoredOp[]; // as above
}

/** Balances by account and asset after the entries, in order of `seq`. */
export class Replay {
  readonly balances = new Map<string, number>();
  readonly turnover = new Map<string, { in: number; out: number; last: number }>();

  of(account: string, asset: string): number {
    return this.balances.get(`${account} ${asset}`) ?? 0;
  }

  apply(entry: EntryRow): void {
    this.#move(entry.from_account, entry, -entry.amount);
    this.#move(entry.to_account, entry, entry.amount);
  }

  #move(account: string, { asset, seq }: EntryRow, change: number): void {
    const id = `${account} ${asset}`;
    this.balances.set(id, (this.balances.get(id) ?? 0) + change);
    const sums = this.turnover.get(id) ?? { in: 0, out: 0, last: 0 };
    if (change > 0) sums.in += change;
    else sums.out -= change;
    this.turnover.set(id, { ...sums, last: seq });
  }
}
