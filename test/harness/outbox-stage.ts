import { catalogues } from '../../src/app/catalogues.ts';
import type { Database, Row } from '../../src/db/database.ts';
import type { Mirror } from '../../src/define/mirror.ts';
import { OutboxDesk } from '../../src/discord/outbox/desk.ts';
import type { OutboxStore, Stop } from '../../src/discord/outbox/store.ts';
import type { DiscordAccess } from '../../src/discord/http.ts';
import { OUTBOX_STATEMENTS } from '../../src/discord/rows.ts';
import { settingsSchema } from '../../src/kernel/settings.ts';
import type { AlsoRow } from '../../src/ledger/operation.ts';
import type * as z from 'zod';

/** What the object keeps, in memory: it outlives a desk, as the storage outlives the object. */
class MemoryStore implements OutboxStore {
  readonly #due = new Map<string, number>();
  readonly #stops = new Map<Stop, number>();
  readonly #invalid = new Map<number, number>();

  wake(guild: string, at: number): void {
    this.#due.set(guild, Math.min(at, this.#due.get(guild) ?? at));
  }
  settle(guild: string, at: number | null): void {
    if (at === null) this.#due.delete(guild);
    else this.#due.set(guild, at);
  }
  due(now: number, limit: number): string[] {
    return [...this.#due].filter(([, at]) => at <= now).map(([guild]) => guild).slice(0, limit);
  }
  nextDue(): number | null {
    return this.#due.size === 0 ? null : Math.min(...this.#due.values());
  }
  size(): number {
    return this.#due.size;
  }
  stop(name: Stop, until: number): void {
    this.#stops.set(name, until);
  }
  stoppedUntil(): number {
    return Math.max(0, ...this.#stops.values());
  }
  countInvalid(now: number): void {
    const minute = Math.floor(now / 60_000);
    this.#invalid.set(minute, (this.#invalid.get(minute) ?? 0) + 1);
  }
  invalid(now: number, minutes: number): { minute: number; count: number }[] {
    const since = Math.floor(now / 60_000) - minutes + 1;
    return [...this.#invalid].filter(([minute]) => minute >= since).map(([minute, count]) => ({ minute, count }));
  }
}

export interface CardRow {
  channel: string;
  message_id: string | null;
  wanted: number;
  shown: number;
  state: string;
  attempts: number;
  posting_at: number | null;
  error: string;
  pin: number;
  pinned: number;
}

export interface Place {
  database: Database;
  access: DiscordAccess;
  guild: string;
  channel: string;
}

export interface DeliveryRow {
  delivery_id: string;
  done: number;
  state: string;
  error: string;
  attempts: number;
  steps: string;
}

/** A guild with records of two kinds, its outbox, and a clock that the test moves. In workerd and in Node. */
export class OutboxStage {
  readonly guild: string;
  readonly channel: string;
  readonly #place: Place;
  readonly store = new MemoryStore();
  /** What each record says; one without text is gone. */
  readonly records = new Map<string, string>();
  now = Date.now();
  readonly #settings: z.input<typeof settingsSchema>;
  desk: OutboxDesk;

  constructor(place: Place, settings: z.input<typeof settingsSchema> = {}) {
    this.#place = place;
    this.guild = place.guild;
    this.channel = place.channel;
    this.#settings = settings;
    this.desk = this.restarted();
  }

  /** A new object over the same storage, as after a crash. */
  restarted(): OutboxDesk {
    const mirrors: Mirror[] = [this.#mirror('note', 'orphan'), this.#mirror('ware', 'repost'), this.#speech()];
    this.desk = new OutboxDesk({
      env: this.#place.access, store: this.store, mirrors: new Map(mirrors.map((mirror) => [mirror.kind, mirror])), clock: () => this.now, random: () => 0.9999,
      sleep: async (ms) => void (this.now += ms),
      open: async (guild) => {
        const settings = settingsSchema.parse(this.#settings);
        const texts = catalogues.texts('en', settings);
        return {
          // The records of a test are in memory: no mirror here reads the database or posts files.
          database: this.#place.database, files: undefined as never, mirror: { guildId: guild, db: undefined as never, settings, texts, now: this.now },
          channelOff: (channel, code) => ({ content: `off ${channel} ${code}` }),
        };
      },
    });
    return this.desk;
  }

  /** Commits a row as a change of the ledger would, which also wakes the outbox. */
  async write({ statement, row }: AlsoRow): Promise<void> {
    const sql = OUTBOX_STATEMENTS.find(({ name }) => name === statement)?.sql ?? '';
    await this.rows(sql, this.guild, JSON.stringify([{ k: `i:${crypto.randomUUID()}`, at: this.now, by: 'system', r: row }]));
    this.desk.wake([this.guild]);
  }

  /** Wakes the outbox and lets it work until nothing is due. */
  async send(): Promise<void> {
    this.desk.wake([this.guild]);
    await this.desk.run();
  }

  /** Lets time pass, running whenever something is due; every minute the cron wakes guilds with due deliveries. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (let tick = this.now + 60_000; this.now < end; tick += 60_000) {
      const until = Math.min(tick, end);
      for (let next = this.desk.next(); next !== null && next <= until; next = this.desk.next()) {
        this.now = Math.max(this.now, next);
        await this.desk.run();
      }
      this.now = Math.max(this.now, until);
      const due = await this.rows("SELECT 1 FROM delivery WHERE state = 'pending' AND guild = ?1 AND due <= ?2 LIMIT 1", this.guild, this.now);
      if (until === tick && due.length > 0) this.desk.wake([this.guild]);
    }
  }

  async card(kind: string, record = '1'): Promise<CardRow | null> {
    const [row] = await this.rows('SELECT * FROM message WHERE guild = ?1 AND kind = ?2 AND record = ?3', this.guild, kind, record);
    return row ? (row as unknown as CardRow) : null;
  }

  async deliveries(): Promise<DeliveryRow[]> {
    return (await this.rows('SELECT * FROM delivery WHERE guild = ?1 ORDER BY delivery_id', this.guild)) as unknown as DeliveryRow[];
  }

  async rows(sql: string, ...params: unknown[]): Promise<Row[]> {
    const [rows = []] = await this.#place.database.batch([{ sql, params }]);
    return rows;
  }

  /** A text that names no record, as staff writes it. */
  #speech(): Mirror {
    return {
      kind: 'speech', whenDeleted: 'orphan', findBy: 'text',
      render: async (_ctx, record) => {
        const text = this.records.get(record);
        return text === undefined ? null : { content: text, pings: { everyone: true } };
      },
    };
  }

  #mirror(kind: string, whenDeleted: Mirror['whenDeleted']): Mirror {
    return {
      kind, whenDeleted,
      render: async (_ctx, record) => {
        const text = this.records.get(record);
        return text === undefined ? null : { embeds: [{ description: text, footer: { text: `${kind} ${record}` } }] };
      },
    };
  }
}
