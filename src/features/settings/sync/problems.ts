import { d1Database, type Row } from '../../../db/database.ts';
import type { Context } from '../../../define/context.ts';
import type { Step } from '../../../discord/rows.ts';

/** Rows of each sort that are listed; the rest are counted. */
const LISTED_MAX = 100;

/** A card that does not show its record, or a delivery that was given up. */
export interface Problem {
  /** `card`, or what the delivery was about to do. */
  sort: 'card' | Step['do'];
  /** Of a card: of what it is one. */
  kind: string | null;
  /** Number of the record, or the delivery's id. */
  record: string;
  state: string;
  error: string;
  attempts: number;
  channel: string | null;
  user: string | null;
  role: string | null;
  /** Name of a command, host of a webhook. */
  detail: string | null;
  at: number;
}

const CARDS_SQL = `SELECT kind, record, channel, state, error, attempts, updated_at AS at FROM message WHERE guild = ?1 AND state <> 'synced'
  ORDER BY state = 'pending_sync', updated_at DESC, kind, record LIMIT ${LISTED_MAX}`;
const DEAD_SQL = `SELECT delivery_id AS id, steps ->> ('$[' || done || ']') AS step, error, attempts, created_at AS at FROM delivery
  WHERE guild = ?1 AND state = 'dead' ORDER BY created_at DESC LIMIT ${LISTED_MAX}`;

const cardProblem = (row: Row): Problem => ({
  sort: 'card', kind: String(row['kind']), record: String(row['record']), state: String(row['state']), error: String(row['error']),
  attempts: Number(row['attempts']), channel: String(row['channel']), user: null, role: null, detail: null, at: Number(row['at']),
});

function deliveryProblem(row: Row): Problem {
  // The outbox's own rows, written by deliver() alone: a dead one has stopped at one of its steps.
  const step = JSON.parse(String(row['step'])) as Step;
  const webhook = step.do === 'webhook' && URL.canParse(step.url) ? new URL(step.url).host : null;
  return {
    sort: step.do, kind: null, record: String(row['id']), state: 'dead', error: String(row['error']), attempts: Number(row['attempts']),
    channel: 'channel' in step ? step.channel : null, user: 'member' in step ? step.member : null, role: 'role' in step ? step.role : null,
    detail: step.do === 'command' ? step.name : webhook, at: Number(row['at']),
  };
}

/** What is not in step with Discord, cards first; those that merely wait come last among them. */
export async function readProblems({ db, guildId }: Context): Promise<Problem[]> {
  const [cards = [], dead = []] = await d1Database(db.$client).batch([CARDS_SQL, DEAD_SQL].map((sql) => ({ sql, params: [guildId] })));
  return [...cards.map(cardProblem), ...dead.filter((row) => row['step'] !== null).map(deliveryProblem)];
}
