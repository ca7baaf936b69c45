/** Wrong log-ins of one address that cost no waiting. */
const FREE_ATTEMPTS = 3;
const DELAY_MAX_MS = 15 * 60_000;

/** Wrong log-ins of everybody within an hour from which on each address has one attempt free and waits longer. */
const PRESSURE_ATTEMPTS = 100;
const PRESSURE_WINDOW_MS = 3_600_000;
const PRESSED_FREE = 1;
const PRESSED_FIRST_MS = 30_000;
const PRESSED_MAX_MS = 3_600_000;

/** An address that stays quiet so long starts anew. */
const FORGET_MS = 24 * 3_600_000;
const ADDRESSES_MAX = 10_000;
/** An address that somebody has signed in from is known so long. */
const KNOWN_MS = 90 * 24 * 3_600_000;

/** Milliseconds to wait after so many wrong log-ins of one address: twice as long with each, up to a ceiling, never for good. */
export function delayAfter(failures: number, pressed: boolean): number {
  const [free, first, most] = pressed ? [PRESSED_FREE, PRESSED_FIRST_MS, PRESSED_MAX_MS] : [FREE_ATTEMPTS, 1_000, DELAY_MAX_MS];
  if (failures < free) return 0;
  return Math.min(first * 2 ** Math.min(failures - free, 30), most);
}

/** What counts as one address: an IPv6 customer has a /64 of them. */
export function addressGroup(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).map((part) => part.replace(/^0+(?=.)/, '')).join(':');
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS attempt (address TEXT PRIMARY KEY, failures INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS attempt_last ON attempt (last_at);
  CREATE TABLE IF NOT EXISTS known (address TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS pressure (minute INTEGER PRIMARY KEY, failures INTEGER NOT NULL) STRICT;`;

/**
 * The count of wrong log-ins, in the object's storage. The owner is never locked out: an address without wrong log-ins
 * of its own always has an attempt, whatever others do, and waiting ends by itself.
 */
export class Attempts {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(SCHEMA);
  }

  /** The moment (ms) until which an address has to wait; 0 where it may try now. */
  waitsUntil(address: string, now: number): number {
    const [row] = this.#sql.exec<{ failures: number; last_at: number }>('SELECT failures, last_at FROM attempt WHERE address = ?', address);
    if (!row || row.last_at <= now - FORGET_MS) return 0;
    const until = row.last_at + delayAfter(row.failures, this.#isPressed(now));
    return until > now ? until : 0;
  }

  /** Counts an attempt as wrong, before it is checked: of many at once only the first few get that far. */
  count(address: string, now: number): void {
    this.#sql.exec('DELETE FROM attempt WHERE last_at <= ?', now - FORGET_MS);
    this.#sql.exec(`INSERT INTO attempt (address, failures, last_at) VALUES (?, 1, ?)
      ON CONFLICT (address) DO UPDATE SET failures = failures + 1, last_at = excluded.last_at`, address, now);
    this.#sql.exec(`DELETE FROM attempt WHERE address IN
      (SELECT address FROM attempt ORDER BY last_at DESC LIMIT -1 OFFSET ?)`, ADDRESSES_MAX);
    const minute = Math.floor(now / 60_000);
    this.#sql.exec('DELETE FROM pressure WHERE minute < ?', minute - PRESSURE_WINDOW_MS / 60_000);
    this.#sql.exec('INSERT INTO pressure (minute, failures) VALUES (?, 1) ON CONFLICT (minute) DO UPDATE SET failures = failures + 1', minute);
  }

  /** The attempt was right: the address starts anew and is known. */
  clear(address: string, now: number): void {
    this.#sql.exec('DELETE FROM attempt WHERE address = ?', address);
    this.#sql.exec('DELETE FROM known WHERE at <= ?', now - KNOWN_MS);
    this.#sql.exec('INSERT INTO known (address, at) VALUES (?, ?) ON CONFLICT (address) DO UPDATE SET at = excluded.at', address, now);
    this.#sql.exec('UPDATE pressure SET failures = MAX(failures - 1, 0) WHERE minute = ?', Math.floor(now / 60_000));
  }

  /** Whether somebody has signed in from an address before. */
  isKnown(address: string, now: number): boolean {
    const [row] = this.#sql.exec<{ at: number }>('SELECT at FROM known WHERE address = ?', address);
    return row !== undefined && row.at > now - KNOWN_MS;
  }

  #isPressed(now: number): boolean {
    const since = Math.floor((now - PRESSURE_WINDOW_MS) / 60_000);
    const [row] = this.#sql.exec<{ failures: number | null }>('SELECT SUM(failures) AS failures FROM pressure WHERE minute > ?', since);
    return Number(row?.failures ?? 0) >= PRESSURE_ATTEMPTS;
  }
}
