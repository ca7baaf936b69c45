import type { Database } from '../db/database.ts';
import type { Refusal } from '../kernel/errors.ts';
import { RECENT_OUTCOMES_MAX, SPENT_BASIS_MAX } from '../kernel/limits.ts';
import type { Done, Operation, Outcome } from '../ledger/operation.ts';
import { readOps } from '../ledger/statements.ts';

type Asked = Pick<Operation, 'key' | 'fingerprint'>;
type Settled = Extract<Outcome, { status: 'done' | 'refused' }>;

const OTHER_REQUEST: Outcome = { status: 'refused', replayed: true, refusal: { code: 'mismatch', text: 'errors.key_reused' } };

/** Outcomes by operation key: the newest in memory, all in the table `op`. */
export class StoredOutcomes {
  readonly #guild: string;
  readonly #database: Database;
  readonly #recent = new Map<string, { fingerprint: string; outcome: Settled }>();

  constructor(guild: string, database: Database) {
    this.#guild = guild;
    this.#database = database;
  }

  /** Keeps an outcome that is final and the operation's own: "key reused" belongs to whoever asked, not to the key. */
  remember(op: Asked, outcome: Outcome): void {
    if ((outcome.status !== 'done' && outcome.status !== 'refused') || outcome === OTHER_REQUEST) return;
    this.#recent.set(op.key, { fingerprint: op.fingerprint, outcome: { ...outcome, replayed: true } });
    if (this.#recent.size > RECENT_OUTCOMES_MAX) this.#recent.delete(this.#recent.keys().next().value ?? '');
  }

  remembers(key: string): boolean {
    return this.#recent.has(key);
  }

  /** The outcome if it is in memory. The same key with another fingerprint is refused. */
  recent(op: Asked): Outcome | undefined {
    const found = this.#recent.get(op.key);
    if (!found) return undefined;
    return found.fingerprint === op.fingerprint ? found.outcome : OTHER_REQUEST;
  }

  /** The outcomes that the database holds for these operations, by key. */
  async read(ops: Asked[]): Promise<Map<string, Outcome>> {
    const [rows = []] = await this.#database.batch([readOps(this.#guild, ops.map(({ key }) => key))]);
    const fingerprints = new Map(ops.map(({ key, fingerprint }) => [key, fingerprint]));
    return new Map(
      rows.map((row) => {
        const key = String(row['op_key']);
        if (row['fingerprint'] !== fingerprints.get(key)) return [key, OTHER_REQUEST];
        const result: unknown = JSON.parse(String(row['result']));
        // The column is written by this ledger alone, in the shape that its outcome names.
        const outcome: Outcome = row['outcome'] === 'done'
          ? { status: 'done', replayed: true, done: result as Done }
          : { status: 'refused', replayed: true, refusal: result as Refusal };
        return [key, outcome];
      }),
    );
  }
}

/** Plan tokens that a commit has built on. A hint that saves a refused batch; the database's guards are the truth. */
export class Spent {
  readonly #tokens = new Map<string, string>();

  /** Whether another operation has built on the token. The same one again is a replay, which its key answers. */
  by(token: string, key: string): boolean {
    const spender = this.#tokens.get(token);
    return spender !== undefined && spender !== key;
  }

  add({ key, basis = [] }: Pick<Operation, 'key' | 'basis'>): void {
    for (const token of basis) this.#tokens.set(token, key);
    while (this.#tokens.size > SPENT_BASIS_MAX) this.#tokens.delete(this.#tokens.keys().next().value ?? '');
  }
}
