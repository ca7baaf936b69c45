/** Entries kept; the oldest go first. */
const LOG_ENTRIES = 5_000;

export interface LogEntry {
  n: number;
  /** ISO time. */
  at: string;
  /** 'rest': a call to the stand-in. 'interaction': a delivery to the Worker. */
  kind: 'rest' | 'interaction';
  method: string;
  path: string;
  query?: string;
  body?: unknown;
  /** null where no answer went out. */
  status: number | null;
  response?: unknown;
  fault?: string;
  /** Violations of Discord's OpenAPI document. */
  schema?: string[];
  problems?: string[];
  elapsed_ms?: number;
}

/** What came in and what was delivered, bounded, for people and tests to read. */
export class RequestLog {
  private entries: LogEntry[] = [];
  private count = 0;
  /** Called with every new entry; the pages listen here. */
  onEntry: (entry: LogEntry) => void = () => undefined;

  add(entry: Omit<LogEntry, 'n' | 'at'>, now: number): LogEntry {
    const full: LogEntry = { n: ++this.count, at: new Date(now).toISOString(), ...entry };
    this.entries.push(full);
    if (this.entries.length > LOG_ENTRIES) this.entries.splice(0, this.entries.length - LOG_ENTRIES);
    this.onEntry(full);
    return full;
  }

  /** Entries after number n, oldest first. */
  since(n: number): LogEntry[] {
    return this.entries.filter((entry) => entry.n > n);
  }

  get last(): number {
    return this.count;
  }

  clear(): void {
    this.entries = [];
  }
}
