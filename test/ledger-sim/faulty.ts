import type { Database, Row, Statement } from '../../src/db/database.ts';
import type { SqliteLedger } from './database.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './time.ts';

/** A batch of the committer as the database took it. */
export interface Commit {
  keys: string[];
  at: number;
  /** Sequence numbers of the guild before and after. */
  from: number;
  to: number;
}

/** What can go wrong with one call; about a fifth of them is not `fine`. */
const FAULTS = { fine: 80, slow: 5, lostRequest: 4, lostResponse: 5, lateCommit: 4, overload: 2 };
const OUTAGE_MS = [6_000, 40_000] as const;

/** D1 as it is on a bad day. Every object of the guild talks to the same one through a handle of its own. */
export class FaultyDatabase {
  readonly commits: Commit[] = [];
  readonly #ledger: SqliteLedger;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #guild: string;
  #outageUntil = 0;
  faultless = false;

  constructor(ledger: SqliteLedger, guild: string, time: VirtualTime, random: Random) {
    this.#ledger = ledger;
    this.#guild = guild;
    this.#time = time;
    this.#random = random;
  }

  /** For a while nearly every call fails, so that whole rounds of attempts are used up. */
  startOutage(): void {
    this.#outageUntil = this.#time.now + this.#random.int(...OUTAGE_MS);
  }

  /** The database as one object sees it; once `alive` says no, nothing is sent and no answer is heard. */
  handle(alive: () => boolean): Database {
    return {
      batch: (statements) =>
        new Promise((resolve, reject) => {
          if (!alive()) return;
          this.#send(statements, (rows) => alive() && resolve(rows), (error) => alive() && reject(error));
        }),
    };
  }

  /** Sequence number of the newest entry, whoever knows of it. */
  get head(): number {
    return this.commits.at(-1)?.to ?? 0;
  }

  #draw(): keyof typeof FAULTS {
    if (this.faultless) return 'fine';
    if (this.#time.now < this.#outageUntil) return this.#random.pick(['lostRequest', 'lostResponse', 'lateCommit', 'overload', 'overload']);
    return this.#random.weighted(FAULTS);
  }

  #send(statements: Statement[], resolve: (rows: Row[][]) => void, reject: (error: Error) => void): void {
    const random = this.#random;
    const fault = this.#draw();
    const later = (ms: number, step: () => void): void => void this.#time.after(ms, step);
    const lose = (): void => reject(new Error('D1_ERROR: Network connection lost.'));
    if (fault === 'overload') return later(random.int(0, 20), () => reject(new Error('D1 DB is overloaded. Too many requests queued.')));
    if (fault === 'lostRequest') return random.chance(0.5) ? later(random.int(1, 50), lose) : undefined;
    if (fault === 'lateCommit') {
      // The caller hears an error, or nothing at all, long before the batch takes effect.
      if (random.chance(0.6)) later(random.int(1, 100), lose);
      return later(random.int(100, 20_000), () => void this.#execute(statements));
    }
    later(fault === 'slow' ? random.int(50, 12_000) : random.int(1, 6), () => {
      const outcome = this.#execute(statements);
      const back = fault === 'slow' ? random.int(1, 4_000) : random.int(1, 6);
      if (fault === 'lostResponse') return later(back, lose);
      later(back, () => ('rows' in outcome ? resolve(outcome.rows) : reject(outcome.error)));
    });
  }

  #execute(statements: Statement[]): { rows: Row[][] } | { error: Error } {
    const writes = statements[0]?.sql.startsWith('INSERT INTO op') ?? false;
    try {
      const rows = this.#ledger.batch(statements);
      if (writes) this.commits.push({ keys: keysOf(statements), at: this.#time.now, from: this.head, to: this.#readHead() });
      return { rows };
    } catch (error) {
      return { error: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  #readHead(): number {
    return Number(this.#ledger.all('SELECT MAX(seq) AS seq FROM entry WHERE guild = ?1', this.#guild)[0]?.['seq'] ?? 0);
  }
}

function keysOf(statements: Statement[]): string[] {
  // The first statement of the committer's batch inserts the operations; the key is the first column of each row.
  const rows = JSON.parse(String(statements[0]?.params[1])) as [key: string][];
  return rows.map(([key]) => key);
}
