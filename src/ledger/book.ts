import type { Database, Row } from '../db/database.ts';
import { CACHED_BALANCES_MAX } from '../kernel/limits.ts';
import { GENESIS } from './hash.ts';
import { readBalances, readFreezes, readHead } from './statements.ts';

export interface Head {
  seq: number;
  hash: string;
  at: number;
}

const EMPTY: Head = { seq: 0, hash: GENESIS, at: 0 };

/** Identity of a balance in memory. */
export function balanceId(account: string, asset: string): string {
  return `${account} ${asset}`;
}

/**
 * What the object remembers of committed state. It is a cache and nothing more: after any error it is dropped whole,
 * because another instance may have written, and the database is asked again.
 */
export class Book {
  readonly #guild: string;
  readonly #database: Database;
  /** null: known to have no account yet. */
  #balances = new Map<string, number | null>();
  #freezes: Map<string, string> | null = null;
  #head: Head | null = null;
  /** Counts the drops: a read that was under way during one is not taken over. */
  #drops = 0;

  constructor(guild: string, database: Database) {
    this.#guild = guild;
    this.#database = database;
  }

  get head(): Head {
    return this.#head ?? EMPTY;
  }

  /** The reason of a freeze of the account or of the whole guild, or undefined. Needs load(). */
  frozen(account: string): string | undefined {
    return this.#freezes?.get('*') ?? this.#freezes?.get(account);
  }

  /** The committed balance; null where there is no account. Needs load(). */
  balance(account: string, asset: string): number | null {
    return this.#balances.get(balanceId(account, asset)) ?? null;
  }

  /** Whether everything is known that a plan on these balances reads. */
  holds(wanted: [account: string, asset: string][]): boolean {
    return this.#head !== null && this.#freezes !== null && wanted.every(([account, asset]) => this.#balances.has(balanceId(account, asset)));
  }

  /**
   * Reads what is not known yet, in one call; none where everything is. A commit or a drop may come in between: what
   * they left is newer than this read and stays.
   */
  async load(wanted: [account: string, asset: string][]): Promise<void> {
    if (this.#balances.size > CACHED_BALANCES_MAX) this.drop();
    const missing = wanted.filter(([account, asset]) => !this.#balances.has(balanceId(account, asset)));
    const stale = this.#head === null || this.#freezes === null;
    if (missing.length === 0 && !stale) return;
    const reads = [readBalances(this.#guild, missing), ...(stale ? [readHead(this.#guild), readFreezes(this.#guild)] : [])];
    const drops = this.#drops;
    const [balances = [], heads, freezes] = await this.#database.batch(reads);
    if (drops !== this.#drops) return this.load(wanted);
    const read = new Map(balances.map((row) => [balanceId(String(row['account_id']), String(row['asset'])), Number(row['balance'])]));
    for (const [account, asset] of missing) {
      const id = balanceId(account, asset);
      if (!this.#balances.has(id)) this.#balances.set(id, read.get(id) ?? null);
    }
    if (stale) {
      this.#head ??= headOf(heads?.[0]);
      this.#freezes ??= new Map((freezes ?? []).map((row) => [String(row['account_id']), String(row['reason'])]));
    }
  }

  /** Takes over what a batch has committed. */
  advance(head: Head, balances: Map<string, number>): void {
    this.#head = head;
    for (const [id, balance] of balances) this.#balances.set(id, balance);
  }

  /** Forgets everything; the next load() reads the database. */
  drop(): void {
    this.#balances.clear();
    this.#freezes = null;
    this.#head = null;
    this.#drops += 1;
  }
}

function headOf(row: Row | undefined): Head {
  return row ? { seq: Number(row['seq']), hash: String(row['hash']), at: Number(row['at']) } : EMPTY;
}
