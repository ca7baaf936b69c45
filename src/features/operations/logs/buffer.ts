import { MINUTE_MS, HOUR_MS, type Clock } from '../../../kernel/clock.ts';
import type { LogLevel, LogLine } from '../../../kernel/log.ts';

/** Lines that one isolate keeps in a minute; a storm is counted beyond them, not written. */
export const LINES_PER_MINUTE = 20;
/** Lines that wait while the database does not answer. */
const WAITING_MAX = 200;
/** Characters of a line's fields that are kept. */
const FIELDS_MAX = 4_000;
/** Of what goes well, these alone are worth a row: a server comes and goes a few times in its life. */
const KEPT_INFO = new Set(['server.installed', 'server.removed', 'server.returned', 'servers.checked', 'operations.restarted']);

export interface StoredLine {
  at: number;
  level: LogLevel;
  event: string;
  reference: string | null;
  guild: string | null;
  /** JSON. */
  fields: string;
}

export interface LogCount {
  hour: number;
  level: LogLevel;
  count: number;
}

/** What waits to be written. */
export interface LogBatch {
  lines: StoredLine[];
  counts: LogCount[];
}

const RANK: Record<LogLevel, number> = { info: 0, warn: 1, error: 2 };
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Lines of one isolate on their way to the database, with a ceiling for each minute. */
export class LogBuffer {
  readonly #clock: Clock;
  #lines: StoredLine[] = [];
  #counts = new Map<string, LogCount>();
  #minute = 0;
  #taken = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether there is anything to write. */
  get waiting(): boolean {
    return this.#counts.size > 0;
  }

  add({ level, event, fields }: LogLine): void {
    if (level === 'info' && !KEPT_INFO.has(event)) return;
    const at = this.#clock();
    this.#count(at, level);
    if (this.#admit(at, level)) this.#lines.push(stored(at, { level, event, fields }));
  }

  /** Everything since the last call, without the lines below a level; the counts are of all levels. */
  take(lowest: LogLevel): LogBatch {
    const batch = { lines: this.#lines.filter(({ level }) => RANK[level] >= RANK[lowest]), counts: [...this.#counts.values()] };
    this.#lines = [];
    this.#counts = new Map();
    return batch;
  }

  #count(at: number, level: LogLevel): void {
    const hour = Math.floor(at / HOUR_MS);
    const known = this.#counts.get(`${hour} ${level}`);
    if (known) known.count += 1;
    else this.#counts.set(`${hour} ${level}`, { hour, level, count: 1 });
  }

  /** Good news leaves half of the places to bad news. */
  #admit(at: number, level: LogLevel): boolean {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute !== this.#minute) [this.#minute, this.#taken] = [minute, 0];
    const places = level === 'info' ? LINES_PER_MINUTE / 2 : LINES_PER_MINUTE;
    if (this.#taken >= places || this.#lines.length >= WAITING_MAX) return false;
    this.#taken += 1;
    return true;
  }
}

function stored(at: number, { level, event, fields: { reference, guild, ...rest } }: LogLine): StoredLine {
  const text = JSON.stringify(rest);
  const fields = text.length <= FIELDS_MAX ? text : JSON.stringify({ cut: text.slice(0, FIELDS_MAX) });
  return { at, level, event, reference: textOf(reference), guild: textOf(guild), fields };
}
