import type { Database } from '../db/database.ts';
import type { Clock } from '../kernel/clock.ts';
import { MINUTE_MS } from '../kernel/clock.ts';

/** Windows in memory before those that have run out are looked for. */
const WINDOWS_MIN = 5_000;
/** Entries of the last minute that are looked at after an eviction. */
const ENTRIES_MAX = 300;

/** Members' own movements of the last minute. On a quiet server it reads the newest entry and no more. */
const RECENT_SQL = `SELECT actor, MIN(at) AS at FROM entry
  WHERE guild = ?1 AND seq > (SELECT CASE WHEN at > ?2 THEN seq - ${ENTRIES_MAX} ELSE seq END FROM entry WHERE guild = ?1 ORDER BY seq DESC LIMIT 1)
    AND at > ?2 AND ('u:' || actor = from_account OR 'u:' || actor = to_account)
  GROUP BY op_key, actor ORDER BY at`;

/**
 * Sliding windows of a minute, in memory. Those that guard money outlive the object without being stored: after an
 * eviction they are read from the entries, which are the record of what was let through.
 */
export class RateWindows {
  readonly #guild: string;
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #windows = new Map<string, number[]>();
  #sweepAt = WINDOWS_MIN;
  #loading: Promise<void> | undefined;

  constructor(guild: string, database: Database, clock: Clock) {
    this.#guild = guild;
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * Takes one place in a window.
   * @returns 0, or the moment (ms since 1970) at which the next place is free.
   */
  take(name: string, limit: number): number {
    const now = this.#clock();
    const window = this.#windows.get(name) ?? this.#opened(name);
    while (window.length > 0 && (window[0] ?? 0) <= now - MINUTE_MS) window.shift();
    if (window.length >= limit) return (window[window.length - limit] ?? now) + MINUTE_MS;
    window.push(now);
    return 0;
  }

  /** As take(), for the member's own changes: counts those before an eviction too. */
  async takeChange(member: string, limit: number): Promise<number> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    await this.#loading;
    return this.take(member, limit);
  }

  async #load(): Promise<void> {
    const [rows = []] = await this.#database.batch([{ sql: RECENT_SQL, params: [this.#guild, this.#clock() - MINUTE_MS] }]);
    for (const row of rows) {
      const member = String(row['actor']);
      (this.#windows.get(member) ?? this.#opened(member)).push(Number(row['at']));
    }
  }

  #opened(name: string): number[] {
    if (this.#windows.size >= this.#sweepAt) this.#forget();
    const window: number[] = [];
    this.#windows.set(name, window);
    return window;
  }

  #forget(): void {
    const oldest = this.#clock() - MINUTE_MS;
    for (const [name, window] of this.#windows) if ((window.at(-1) ?? 0) <= oldest) this.#windows.delete(name);
    // Twice what is left: however many members act in one minute, each pays for a constant share of the sweeps.
    this.#sweepAt = Math.max(WINDOWS_MIN, this.#windows.size * 2);
  }
}
