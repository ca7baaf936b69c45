import { AMOUNT_MAX } from '../kernel/limits.ts';
import { ESCROW, MINT } from './accounts.ts';
import { balanceId } from './book.ts';
import { entryHash, GENESIS, type EntryRow } from './hash.ts';

/** A balance with what has gone in and out, as the entries explain it. */
export interface AccountState {
  account: string;
  asset: string;
  balance: number;
  totalIn: number;
  totalOut: number;
  lastSeq: number;
}

export interface Problem {
  name: string;
  seq?: number;
  account?: string;
  detail: string;
}

/** An entry with what its operation's row says; null where the row is gone. */
export type ReplayRow = EntryRow & { op_outcome: string | null; op_entries: number | null };

/** The state of a ledger at one entry, rebuilt from nothing but entries (or from a checkpoint and the entries after it). */
export class Replay {
  seq = 0;
  hash = GENESIS;
  at = 0;
  entries = 0;
  readonly accounts = new Map<string, AccountState>();
  /** What each hold still holds, by id; zero ones are dropped. */
  readonly holds = new Map<string, number>();
  readonly problems: Problem[] = [];
  #op = { key: '', counted: 0, declared: null as number | null };

  /** Takes the next entry. Every deviation becomes a problem, and the replay goes on from what the row says. */
  take(row: ReplayRow): void {
    const problem = (name: string, detail: string): number => this.problems.push({ name, seq: row.seq, detail });
    if (row.seq !== this.seq + 1) problem('gap', `entry ${row.seq} follows ${this.seq}`);
    if (row.prev_hash !== this.hash) problem('chain', 'does not carry the hash of the entry before it');
    if (entryHash(row) !== row.hash) problem('hash', 'its hash is not that of its contents');
    if (row.at < this.at) problem('time', `${row.at} is before ${this.at}`);
    if (!Number.isSafeInteger(row.amount) || row.amount < 1) problem('amount', String(row.amount));
    if (row.from_after !== row.from_before - row.amount || row.to_after !== row.to_before + row.amount) {
      problem('arithmetic', 'after is not before and amount');
    }
    if (row.from_after < 0 && row.from_account !== MINT) problem('funds', `${row.from_account} went below zero`);
    this.#operation(row, problem);
    this.#move(row, row.from_account, row.from_before, row.from_after, problem);
    this.#move(row, row.to_account, row.to_before, row.to_after, problem);
    this.#hold(row);
    this.seq = row.seq;
    this.hash = row.hash;
    this.at = row.at;
    this.entries += 1;
  }

  /** Checks what can only be told at the end. */
  finish(): void {
    this.#closeOperation();
    const sums = new Map<string, number>();
    for (const { asset, balance } of this.accounts.values()) sums.set(asset, (sums.get(asset) ?? 0) + balance);
    for (const [asset, sum] of sums) if (sum !== 0) this.problems.push({ name: 'sum', detail: `${asset} sums to ${sum}` });
  }

  #operation(row: ReplayRow, problem: (name: string, detail: string) => void): void {
    if (row.op_key !== this.#op.key) {
      this.#closeOperation();
      this.#op = { key: row.op_key, counted: 0, declared: row.op_entries };
    }
    this.#op.counted += 1;
    if (row.op_outcome !== null && row.op_outcome !== 'done') problem('cause', 'its operation was refused');
  }

  #closeOperation(): void {
    const { key, counted, declared } = this.#op;
    if (declared !== null && declared !== counted) {
      this.problems.push({ name: 'cause', detail: `${key} declares ${declared} entries and has ${counted}` });
    }
    this.#op = { key: '', counted: 0, declared: null };
  }

  #move(row: EntryRow, account: string, before: number, after: number, problem: (name: string, detail: string) => void): void {
    const id = balanceId(account, row.asset);
    const state = this.accounts.get(id) ?? { account, asset: row.asset, balance: 0, totalIn: 0, totalOut: 0, lastSeq: 0 };
    if (state.balance !== before) problem('before', `${account} had ${state.balance}, the entry says ${before}`);
    const incoming = after > before;
    this.accounts.set(id, {
      ...state, balance: after, lastSeq: row.seq,
      totalIn: incoming ? Math.min(AMOUNT_MAX, state.totalIn + row.amount) : state.totalIn,
      totalOut: incoming ? state.totalOut : Math.min(AMOUNT_MAX, state.totalOut + row.amount),
    });
  }

  #hold(row: EntryRow): void {
    if (!row.ref?.startsWith('hold:') || (row.to_account !== ESCROW && row.from_account !== ESCROW)) return;
    const id = row.ref.slice(5);
    const held = (this.holds.get(id) ?? 0) + (row.to_account === ESCROW ? row.amount : -row.amount);
    if (held === 0) this.holds.delete(id);
    else this.holds.set(id, held);
  }
}
