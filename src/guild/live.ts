import type { Database, Row } from '../db/database.ts';
import type { Clock } from '../kernel/clock.ts';
import { log } from '../kernel/log.ts';
import type { Done, EntrySummary, Operation } from '../ledger/operation.ts';
import { readHead } from '../ledger/statements.ts';

/** What a committed change tells those who listen. */
export interface LiveEvent {
  /** The newest entry of the guild at that moment: a place from which entries can be read again. */
  seq: number;
  /** `transactions`, the topic that a record's statement declares, or `resync`: read everything again. */
  topic: string;
  kind: string;
  /** Ids of what has changed: the accounts of an entry, or the record. */
  ids: string[];
  /** Milliseconds since 1970. */
  at: number;
  entry?: EntrySummary;
}

/** A place in a guild's events: an entry, and the instance of the object that told of it. */
export interface Place {
  seq: number;
  instance: string;
}

/** A line of the stream that an object sends: its name and place first, then events, and now and then nothing. */
export type LiveLine = { instance: string; seq: number } | { event: LiveEvent } | { ping: true };

/** Changes of records that are kept for who comes back, and for how long. */
const KEPT_MAX = 1_000;
const KEPT_MS = 10 * 60_000;
/** Entries that are read again for one listener; who has missed more starts anew. */
const REPLAY_MAX = 1_000;
/** A gone listener is noticed only on a write. */
const PING_MS = 20_000;
/** Lines that a listener may be behind before it is dropped: a stream has no other brake. */
const BEHIND_MAX = 2_000;

const SINCE_SQL = `SELECT seq, kind, asset, from_account, to_account, amount, from_after, to_after, at FROM entry
  WHERE guild = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq LIMIT ?4`;

interface Listener {
  /** null while what was missed is read; then events wait in `waiting`. */
  send: ((line: LiveLine) => void) | null;
  waiting: LiveEvent[];
}

/** Tells listeners what has been committed, in the order of the chain and never before the commit. */
export class LiveHub {
  readonly #guild: string;
  readonly #database: Database;
  readonly #clock: Clock;
  /** Tells this object's life from another's: what a former one told of records is not known here. */
  readonly #instance = crypto.randomUUID().slice(0, 6);
  readonly #listeners = new Set<Listener>();
  #kept: LiveEvent[] = [];
  /** Newest entry among the changes that are no longer kept. */
  #forgotten = -1;
  #seq = 0;
  #told: Promise<void> = Promise.resolve();

  constructor(guild: string, database: Database, clock: Clock) {
    this.#guild = guild;
    this.#database = database;
    this.#clock = clock;
  }

  /** Takes in a commit. `records` are the topics and ids that its statements declare. */
  committed({ kind }: Operation, { entries, at }: Done, records: { topic: string; id: string }[]): void {
    const newest = entries.at(-1)?.seq ?? 0;
    // An outcome that was found again after a fault may be old; its entries have been told.
    const fresh = entries.filter(({ seq }) => seq > this.#seq);
    const from = this.#seq;
    this.#seq = Math.max(this.#seq, newest);
    const changes = records.map(({ topic, id }): LiveEvent => ({ seq: this.#seq, topic, kind, ids: [id], at }));
    this.#keep(changes);
    if (this.#listeners.size === 0) return;
    const first = fresh[0];
    // Another instance has written between: its entries come first.
    const gap = first !== undefined && from > 0 && first.seq > from + 1 ? { after: from, until: first.seq - 1 } : null;
    this.#told = this.#told.then(async () => {
      if (gap) for (const event of await this.#entries(gap.after, gap.until)) this.#tell(event);
      for (const entry of fresh) this.#tell(eventOf(entry, at));
      for (const change of changes) this.#tell(change);
    }).catch((error: unknown) => {
      log('warn', 'live.gap', { guild: this.#guild, error });
      this.#tell(this.#resync());
    });
  }

  /** A stream of lines, from a place on or from now. */
  async listen(after: Place | null): Promise<ReadableStream<Uint8Array>> {
    const listener: Listener = { send: null, waiting: [] };
    this.#listeners.add(listener);
    const head = await this.#head();
    const missed = after === null ? [] : await this.#missed(after, head);
    const encoder = new TextEncoder();
    let pings: ReturnType<typeof setInterval> | undefined;
    const gone = (): void => {
      clearInterval(pings);
      this.#listeners.delete(listener);
    };
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        const send = (line: LiveLine): void => {
          if ((controller.desiredSize ?? 0) < -BEHIND_MAX) {
            gone();
            controller.error(new Error('too far behind'));
            return;
          }
          controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
        };
        send({ instance: this.#instance, seq: head });
        for (const event of missed) send({ event });
        for (const event of listener.waiting) if (!event.entry || event.seq > head) send({ event });
        listener.waiting = [];
        listener.send = send;
        pings = setInterval(() => send({ ping: true }), PING_MS);
      },
      cancel: gone,
    });
  }

  /** Sends an event that nothing has caused, to try the way. Gives how many listen. */
  test(): number {
    this.#tell({ seq: this.#seq, topic: 'test', kind: 'test', ids: [], at: this.#clock() });
    return this.#listeners.size;
  }

  async #head(): Promise<number> {
    const [rows] = await this.#database.batch([readHead(this.#guild)]);
    const head = Number(rows?.[0]?.['seq'] ?? 0);
    this.#seq = Math.max(this.#seq, head);
    return head;
  }

  /** What was told after a place: entries from the database, changes of records from memory where it reaches back. */
  async #missed({ seq, instance }: Place, head: number): Promise<LiveEvent[]> {
    const reaches = instance === this.#instance && seq > this.#forgotten;
    if (!reaches || head - seq > REPLAY_MAX || seq > head) {
      const entries = head - seq > REPLAY_MAX || seq > head ? [] : await this.#entries(seq, head);
      return [...entries, this.#resync()];
    }
    const changes = this.#kept.filter((event) => event.seq >= seq);
    return [...(await this.#entries(seq, head)), ...changes].sort((left, right) => left.seq - right.seq);
  }

  async #entries(after: number, until: number): Promise<LiveEvent[]> {
    if (until <= after) return [];
    const [rows = []] = await this.#database.batch([{ sql: SINCE_SQL, params: [this.#guild, after, until, REPLAY_MAX] }]);
    return rows.map((row) => eventOf(summaryOf(row), Number(row['at'])));
  }

  #resync(): LiveEvent {
    return { seq: this.#seq, topic: 'resync', kind: 'resync', ids: [], at: this.#clock() };
  }

  #keep(changes: LiveEvent[]): void {
    this.#kept.push(...changes);
    const oldest = this.#clock() - KEPT_MS;
    let drop = Math.max(0, this.#kept.length - KEPT_MAX);
    while ((this.#kept[drop]?.at ?? oldest) < oldest) drop += 1;
    if (drop > 0) this.#forgotten = Math.max(this.#forgotten, ...this.#kept.splice(0, drop).map(({ seq }) => seq));
  }

  #tell(event: LiveEvent): void {
    for (const listener of this.#listeners) {
      if (listener.send) listener.send({ event });
      else listener.waiting.push(event);
    }
  }
}

function eventOf(entry: EntrySummary, at: number): LiveEvent {
  return { seq: entry.seq, topic: 'transactions', kind: entry.kind, ids: [entry.from, entry.to], at, entry };
}

function summaryOf(row: Row): EntrySummary {
  return {
    seq: Number(row['seq']), kind: String(row['kind']), asset: String(row['asset']), from: String(row['from_account']), to: String(row['to_account']),
    amount: Number(row['amount']), fromAfter: Number(row['from_after']), toAfter: Number(row['to_after']),
  };
}
