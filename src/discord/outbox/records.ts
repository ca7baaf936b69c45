import type { Database, Row, Statement } from '../../db/database.ts';
import type { MessageBody, Step } from '../rows.ts';

/** Rows of a guild that one run takes up; the rest follow at once. */
const ROWS_MAX = 200;
/** Milliseconds ahead that the next due delivery is looked for: what is later, the minute's cron finds by its index. */
const AHEAD_MS = 90_000;

/** A card that is behind its record. */
export interface Card {
  kind: string;
  record: string;
  channel: string;
  messageId: string | null;
  /** The version that this run shows. */
  wanted: number;
  removed: boolean;
  attempts: number;
  postingAt: number | null;
  /** Print of what was posted at `postingAt`. */
  postingPrint: string | null;
  /** The version that is in Discord. */
  shown: number;
  /** Whether it shall be pinned, and whether it is. */
  pin: boolean;
  pinned: boolean;
}

export interface Delivery {
  id: string;
  steps: Step[];
  done: number;
  attempts: number;
}

export interface DueRows {
  cards: Card[];
  deliveries: Delivery[];
  /** Channels in which nothing is sent. */
  off: Set<string>;
}

const CARDS_SQL = `SELECT kind, record, channel, message_id, wanted, removed, attempts, posting_at, posting_print, shown, pin, pinned FROM message
  WHERE guild = ?1 AND state = 'pending_sync' AND due <= ?2 ORDER BY due LIMIT ${ROWS_MAX}`;
const DELIVERIES_SQL = `SELECT delivery_id, steps, done, attempts FROM delivery INDEXED BY delivery_due
  WHERE state = 'pending' AND due <= ?2 AND guild = ?1 ORDER BY due LIMIT ${ROWS_MAX}`;
const OFF_SQL = 'SELECT channel FROM channel_off WHERE guild = ?1';
const NEXT_SQL = `SELECT (SELECT MIN(due) FROM message WHERE guild = ?1 AND state = 'pending_sync' AND due > ?2) AS card,
  (SELECT due FROM delivery INDEXED BY delivery_due
    WHERE state = 'pending' AND due > ?2 AND due <= ?2 + ${AHEAD_MS} AND guild = ?1 ORDER BY due LIMIT 1) AS delivery,
  EXISTS (SELECT 1 FROM message WHERE guild = ?1 AND state = 'pending_sync' AND due <= ?2)
    OR EXISTS (SELECT 1 FROM delivery INDEXED BY delivery_due WHERE state = 'pending' AND due <= ?2 AND guild = ?1) AS now`;

const CARD = 'guild = ?1 AND kind = ?2 AND record = ?3';
const SHOWN_SQL = `UPDATE message SET message_id = ?5, shown = ?6, state = IIF(wanted = ?6 AND removed = 0 AND pin = pinned, 'synced', 'pending_sync'),
    attempts = 0, posting_at = NULL, error = '', due = ?7, updated_at = ?8
  WHERE ${CARD} AND channel = ?4 RETURNING state`;
const POSTING_SQL = `UPDATE message SET posting_at = ?4, posting_print = ?5 WHERE ${CARD}`;
const PINNED_SQL = `UPDATE message SET pinned = ?5, attempts = 0, error = '', updated_at = ?6,
    state = IIF(state = 'pending_sync' AND wanted = shown AND removed = 0 AND pin = ?5, 'synced', state)
  WHERE ${CARD} AND message_id = ?4`;
const KNOWN_SQL = `SELECT message_id FROM message WHERE guild = ?1 AND kind = ?2 AND record <> ?3
  AND message_id IN (SELECT value FROM json_each(?4))`;
const AGAIN_SQL = `UPDATE message SET attempts = attempts + 1, due = ?4, error = ?5 WHERE ${CARD}`;
const FAILED_SQL = `UPDATE message SET state = 'failed', attempts = 0, posting_at = NULL, error = ?4, updated_at = ?5 WHERE ${CARD}`;
const LOST_SQL = `UPDATE message SET message_id = NULL, posting_at = NULL, state = ?4, error = ?5, updated_at = ?6 WHERE ${CARD}`;
const DROP_SQL = `DELETE FROM message WHERE ${CARD} AND wanted = ?4`;
const FORGET_SQL = `UPDATE message SET message_id = NULL, posting_at = NULL WHERE ${CARD}`;

const ADVANCED_SQL = 'UPDATE delivery SET done = ?3, attempts = 0 WHERE guild = ?1 AND delivery_id = ?2';
const FINISHED_SQL = 'DELETE FROM delivery WHERE guild = ?1 AND delivery_id = ?2';
const LATER_SQL = 'UPDATE delivery SET attempts = attempts + 1, due = ?3, error = ?4 WHERE guild = ?1 AND delivery_id = ?2';
const DEAD_SQL = "UPDATE delivery SET state = 'dead', attempts = attempts + 1, error = ?3 WHERE guild = ?1 AND delivery_id = ?2";
const ALONE_SQL = 'UPDATE delivery SET steps = ?3, done = 0 WHERE guild = ?1 AND delivery_id = ?2';
const ADD_SQL = `INSERT INTO delivery (guild, delivery_id, steps, done, state, attempts, due, error, created_at)
  SELECT ?1, ?2, ?3, 0, 'pending', 0, ?4, '', ?4 WHERE true ON CONFLICT (guild, delivery_id) DO NOTHING`;

const TELL_SQL = `INSERT INTO delivery (guild, delivery_id, steps, done, state, attempts, due, error, created_at)
  SELECT ?1, ?2, ?3, 0, 'pending', 0, ?4, '', ?4
  WHERE NOT EXISTS (SELECT 1 FROM channel_off WHERE guild = ?1 AND channel IN (?5, ?6)) ON CONFLICT (guild, delivery_id) DO NOTHING`;
const SWITCH_OFF_SQL = 'INSERT INTO channel_off (guild, channel, code, at) SELECT ?1, ?2, ?3, ?4 WHERE true ON CONFLICT DO NOTHING';
const FAIL_CHANNEL_SQL = `UPDATE message SET state = 'failed', attempts = 0, posting_at = NULL, error = ?3, updated_at = ?4
  WHERE guild = ?1 AND state = 'pending_sync' AND channel = ?2`;

const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));
const textOrNull = (value: unknown): string | null => (value === null ? null : String(value));

function cardOf(row: Row): Card {
  return {
    kind: String(row['kind']), record: String(row['record']), channel: String(row['channel']), messageId: textOrNull(row['message_id']),
    wanted: Number(row['wanted']), removed: row['removed'] === 1, attempts: Number(row['attempts']), postingAt: numberOrNull(row['posting_at']),
    postingPrint: textOrNull(row['posting_print']), shown: Number(row['shown']), pin: row['pin'] === 1, pinned: row['pinned'] === 1,
  };
}

function deliveryOf(row: Row): Delivery {
  // Written by deliver() in discord/rows.ts alone, whose steps have this type.
  const steps = JSON.parse(String(row['steps'])) as Step[];
  return { id: String(row['delivery_id']), steps, done: Number(row['done']), attempts: Number(row['attempts']) };
}

/** The rows of one guild that the outbox reads and writes. */
export class GuildRows {
  readonly #guild: string;
  readonly #database: Database;

  constructor(guild: string, database: Database) {
    this.#guild = guild;
    this.#database = database;
  }

  async due(now: number): Promise<DueRows> {
    const params = [this.#guild, now];
    const [cards = [], deliveries = [], off = []] = await this.#database.batch([
      { sql: CARDS_SQL, params }, { sql: DELIVERIES_SQL, params }, { sql: OFF_SQL, params: [this.#guild] },
    ]);
    return { cards: cards.map(cardOf), deliveries: deliveries.map(deliveryOf), off: new Set(off.map((row) => String(row['channel']))) };
  }

  /** Whether rows are due still, and when the first later one is; null where there is none. */
  async next(now: number): Promise<{ now: boolean; later: number | null }> {
    const [rows = []] = await this.#database.batch([{ sql: NEXT_SQL, params: [this.#guild, now] }]);
    const later = [rows[0]?.['card'], rows[0]?.['delivery']].flatMap((due) => (due === null || due === undefined ? [] : [Number(due)]));
    return { now: rows[0]?.['now'] === 1, later: later.length > 0 ? Math.min(...later) : null };
  }

  /** The message shows the card's version. false where the card has gone to another channel meanwhile. */
  async shown(card: Card, messageId: string, due: number, now: number): Promise<boolean> {
    const [rows = []] = await this.#card(SHOWN_SQL, card, [card.channel, messageId, card.wanted, due, now]);
    return rows.length > 0;
  }

  async posting(card: Card, at: number, print: string): Promise<void> {
    await this.#card(POSTING_SQL, card, [at, print]);
  }

  /** The message is pinned now, or is not any more. */
  async pinned(card: Card, messageId: string, now: number): Promise<void> {
    await this.#card(PINNED_SQL, card, [messageId, card.pin ? 1 : 0, now]);
  }

  /** Which of these messages show other records of the card's kind. */
  async known(card: Card, messages: string[]): Promise<Set<string>> {
    const [rows = []] = await this.#card(KNOWN_SQL, card, [JSON.stringify(messages)]);
    return new Set(rows.map((row) => String(row['message_id'])));
  }

  async again(card: Card, due: number, error: string): Promise<void> {
    await this.#card(AGAIN_SQL, card, [due, error]);
  }

  async failed(card: Card, error: string, now: number): Promise<void> {
    await this.#card(FAILED_SQL, card, [error, now]);
  }

  /** Somebody deleted the message: `orphaned` stays so, `pending_sync` is posted anew. */
  async lost(card: Card, state: 'orphaned' | 'pending_sync', error: string, now: number): Promise<void> {
    await this.#card(LOST_SQL, card, [state, error, now]);
  }

  /** The message is gone and so is its row, unless the card was asked for again meanwhile: then it has no message. */
  async dropped(card: Card): Promise<void> {
    const key = [this.#guild, card.kind, card.record];
    await this.#database.batch([{ sql: DROP_SQL, params: [...key, card.wanted] }, { sql: FORGET_SQL, params: key }]);
  }

  async advanced(delivery: Delivery, done: number): Promise<void> {
    await this.#run(ADVANCED_SQL, [delivery.id, done]);
  }

  async finished(delivery: Delivery): Promise<void> {
    await this.#run(FINISHED_SQL, [delivery.id]);
  }

  async later(delivery: Delivery, due: number, error: string): Promise<void> {
    await this.#run(LATER_SQL, [delivery.id, due, error]);
  }

  async dead(delivery: Delivery, error: string): Promise<void> {
    await this.#run(DEAD_SQL, [delivery.id, error]);
  }

  /** Leaves the delivery with one step, and lets those after it go on by themselves. */
  async setApart(delivery: Delivery, at: number, now: number): Promise<void> {
    const { id, steps } = delivery;
    await this.#database.batch([
      this.#statement(ALONE_SQL, [id, JSON.stringify(steps.slice(at, at + 1))]),
      this.#statement(ADD_SQL, [`${id}+${at}`, JSON.stringify(steps.slice(at + 1)), now]),
    ]);
  }

  async add(id: string, steps: Step[], now: number): Promise<void> {
    await this.#run(ADD_SQL, [id, JSON.stringify(steps), now]);
  }

  /** Sends nothing more in a channel, and tells it once in another one that works. */
  async switchOff(off: { channel: string; code: number; error: string; tell: { channel: string; body: MessageBody } | null }, now: number): Promise<void> {
    const { channel, code, error, tell } = off;
    const step: Step[] = tell ? [{ do: 'post', channel: tell.channel, body: tell.body }] : [];
    await this.#database.batch([
      ...(tell ? [this.#statement(TELL_SQL, [`off:${channel}:${now}`, JSON.stringify(step), now, channel, tell.channel])] : []),
      this.#statement(SWITCH_OFF_SQL, [channel, code, now]),
      this.#statement(FAIL_CHANNEL_SQL, [channel, error, now]),
    ]);
  }

  #card(sql: string, { kind, record }: Card, params: unknown[]): Promise<Row[][]> {
    return this.#run(sql, [kind, record, ...params]);
  }

  #run(sql: string, params: unknown[]): Promise<Row[][]> {
    return this.#database.batch([this.#statement(sql, params)]);
  }

  #statement(sql: string, params: unknown[]): Statement {
    return { sql, params: [this.#guild, ...params] };
  }
}
