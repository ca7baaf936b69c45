import type { Committer } from '../../src/guild/committer.ts';
import type { Database, Row, Statement } from '../../src/db/database.ts';
import type { Operation, Outcome } from '../../src/ledger/operation.ts';
import { statementsOf, type Core } from './core.ts';
import { SqliteLedger } from './database.ts';

type Fault = 'lost request' | 'lost response';

/** A database whose calls go wrong as a test says: the next ones fail, or wait behind a gate. */
export class Stage {
  readonly guild: string;
  readonly ledger: SqliteLedger;
  readonly invalidated: string[] = [];
  readonly #core: Core;
  #faults: Fault[] = [];
  #now = Date.UTC(2026, 0, 1);
  /** Awaited with the answer of a call in hand: holds the answer back. */
  gate: (statements: Statement[]) => Promise<void> = async () => undefined;

  /** A stage of its own, or one more guild in a ledger that is there. */
  constructor(core: Core, ledger = new SqliteLedger(core.schema), guild = 'stage') {
    this.#core = core;
    this.ledger = ledger;
    this.guild = guild;
  }

  /** The next calls that write fail so. */
  fail(...faults: Fault[]): void {
    this.#faults = faults;
  }

  /** A new object of the guild; those made before it go on beside it. */
  object(rules: () => Promise<{ start: number; cap: number | null }> = async () => ({ start: 0, cap: null })): Committer {
    return new this.#core.Committer({
      guild: this.guild, database: this.#database(), statements: statementsOf(this.#core),
      clock: () => (this.#now += 1), sleep: async () => undefined, timer: () => () => undefined, rules,
      invalidated: (what) => void this.invalidated.push(what),
    });
  }

  #database(): Database {
    return { batch: (statements) => this.#batch(statements) };
  }

  async #batch(statements: Statement[]): Promise<Row[][]> {
    const writes = statements[0]?.sql.startsWith('INSERT') ?? false;
    const fault = writes ? this.#faults.shift() : undefined;
    if (fault === 'lost request') throw new Error('Network connection lost.');
    const rows = this.ledger.batch(statements);
    if (fault === 'lost response') throw new Error('Network connection lost.');
    await this.gate(statements);
    return rows;
  }
}

/** An operation of one movement. */
export function move(key: string, from: string, to: string, amount: number, more: Partial<Operation> = {}): Operation {
  return { key, fingerprint: key, kind: 'move', actor: '9', movements: [{ kind: 'move', from, to, amount }], ...more };
}

/** The status of an outcome, with the text of a refusal. */
export function said(outcome: Outcome): string {
  return outcome.status === 'refused' ? `refused ${outcome.refusal.text}` : outcome.status;
}
