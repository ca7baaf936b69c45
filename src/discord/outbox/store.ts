import { MINUTE_MS } from '../../kernel/clock.ts';

/** What stops all sending until a moment. `brake` is the operator's. */
export type Stop = 'unauthorized' | 'global' | 'brake';

/** What the object keeps: guilds with work and when it is due, stops, and calls that Discord counts as invalid. */
export interface OutboxStore {
  /** The guild has work at a moment (ms), or earlier if that was known. */
  wake(guild: string, at: number): void;
  /** When the guild's next work is due; null: it has none. */
  settle(guild: string, at: number | null): void;
  /** Guilds whose work is due, longest waiting first. */
  due(now: number, limit: number): string[];
  /** When the first work of any guild is due. */
  nextDue(): number | null;
  /** Guilds with work. */
  size(): number;
  stop(name: Stop, until: number): void;
  /** The moment at which the last stop ends; 0 where there is none. */
  stoppedUntil(): number;
  countInvalid(now: number): void;
  /** Invalid calls by the minute they were made in, of the last `minutes` minutes, oldest first. */
  invalid(now: number, minutes: number): { minute: number; count: number }[];
}

const SCHEMA = [
  'CREATE TABLE IF NOT EXISTS due (guild TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE INDEX IF NOT EXISTS due_at ON due (at)',
  'CREATE TABLE IF NOT EXISTS stop (name TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE TABLE IF NOT EXISTS invalid (minute INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT',
];

/** The store in the object's own SQLite. Every call is done at once and durable before anything leaves the object. */
export class SqlStore implements OutboxStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    for (const statement of SCHEMA) sql.exec(statement);
  }

  wake(guild: string, at: number): void {
    this.#sql.exec(
      'INSERT INTO due (guild, at) VALUES (?1, ?2) ON CONFLICT (guild) DO UPDATE SET at = excluded.at WHERE at > excluded.at', guild, at,
    );
  }

  settle(guild: string, at: number | null): void {
    if (at === null) this.#sql.exec('DELETE FROM due WHERE guild = ?1', guild);
    else this.#sql.exec('INSERT INTO due (guild, at) VALUES (?1, ?2) ON CONFLICT (guild) DO UPDATE SET at = excluded.at', guild, at);
  }

  due(now: number, limit: number): string[] {
    return this.#sql.exec('SELECT guild FROM due WHERE at <= ?1 ORDER BY at LIMIT ?2', now, limit).toArray().map((row) => String(row['guild']));
  }

  nextDue(): number | null {
    const [row] = this.#sql.exec('SELECT at FROM due ORDER BY at LIMIT 1').toArray();
    return row ? Number(row['at']) : null;
  }

  size(): number {
    return Number(this.#sql.exec('SELECT COUNT(*) AS guilds FROM due').one()['guilds']);
  }

  stop(name: Stop, until: number): void {
    this.#sql.exec('INSERT INTO stop (name, until) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET until = excluded.until', name, until);
  }

  stoppedUntil(): number {
    return Number(this.#sql.exec('SELECT COALESCE(MAX(until), 0) AS until FROM stop').one()['until']);
  }

  countInvalid(now: number): void {
    const minute = Math.floor(now / MINUTE_MS);
    this.#sql.exec('INSERT INTO invalid (minute, count) VALUES (?1, 1) ON CONFLICT (minute) DO UPDATE SET count = count + 1', minute);
  }

  invalid(now: number, minutes: number): { minute: number; count: number }[] {
    const since = Math.floor(now / MINUTE_MS) - minutes + 1;
    this.#sql.exec('DELETE FROM invalid WHERE minute < ?1', since);
    return this.#sql.exec('SELECT minute, count FROM invalid ORDER BY minute').toArray()
      .map((row) => ({ minute: Number(row['minute']), count: Number(row['count']) }));
  }
}
