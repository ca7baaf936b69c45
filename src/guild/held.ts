import type { Database } from '../db/database.ts';
import { ESCROW } from '../ledger/accounts.ts';
import type { Operation, Outcome } from '../ledger/operation.ts';

const HELD_SQL = `SELECT hold.owner, SUM(hold.held) AS held FROM json_each(?2) AS wanted
  CROSS JOIN hold ON hold.guild = ?1 AND hold.owner = wanted.value AND hold.held > 0 AND hold.asset = 'coin' GROUP BY hold.owner`;

/** Sums of open holds by owner, kept in memory until a movement touches @escrow. */
export class HeldAmounts {
  readonly #guild: string;
  readonly #database: Database;
  readonly #known = new Map<string, number>();

  constructor(guild: string, database: Database) {
    this.#guild = guild;
    this.#database = database;
  }

  async load(accounts: string[]): Promise<void> {
    const missing = accounts.filter((account) => !this.#known.has(account));
    if (missing.length === 0) return;
    const [rows = []] = await this.#database.batch([{ sql: HELD_SQL, params: [this.#guild, JSON.stringify(missing)] }]);
    for (const account of missing) this.#known.set(account, 0);
    for (const row of rows) this.#known.set(String(row['owner']), Number(row['held']));
  }

  of(account: string): number {
    return this.#known.get(account) ?? 0;
  }

  /** Forgets the sums if the operation may have opened or closed a hold. */
  settled(op: Operation, outcome: Outcome): void {
    const touched = op.movements?.some((movement) => 'from' in movement && (movement.from === ESCROW || movement.to === ESCROW));
    if (touched && outcome.status !== 'refused') this.drop();
  }

  drop(): void {
    this.#known.clear();
  }
}
