import type { Context } from '../../../define/context.ts';
import { d1Database, type Row, type Statement } from '../../../db/database.ts';
import { failureOf } from '../../../db/failure.ts';
import { MINUTE_MS } from '../../../kernel/clock.ts';
import { SLICE_ROWS } from '../../../kernel/limits.ts';
import { log } from '../../../kernel/log.ts';
import { dayIn, midnightAfter } from '../../../kernel/zone.ts';
import { accountUser } from '../../../ledger/accounts.ts';
import { EARNING_KINDS } from '../kinds.ts';
import { currentPeriods, PERIODS, periodKey } from './period.ts';

/** Age (ms) up to which sums are shown as they are. */
const FRESH_MS = MINUTE_MS;

/** Slices that one request goes through after its answer; a longer history goes on with the next request. */
const SLICES_MAX = 20;

/** Rows of past days, weeks and months that one roll-up takes away, of each. */
const PRUNED_ROWS = 500;

const LAST = 'COALESCE((SELECT seq FROM period_rollup WHERE guild = ?1), 0)';
const PROGRESS_SQL = 'SELECT seq, at FROM period_rollup WHERE guild = ?1';
const HEAD_SQL = 'SELECT MAX(seq) AS seq FROM entry WHERE guild = ?1';
const EARNED_SQL = `SELECT seq, to_account AS account, amount, at FROM entry INDEXED BY entry_kind
  WHERE guild = ?1 AND kind = ?2 AND asset = 'coin' AND seq > ${LAST} ORDER BY seq LIMIT ?3`;
/** A reversal takes from the sums what its entry had added, at that entry's time. */
const REVERSED_SQL = `SELECT e.seq, o.to_account AS account, -o.amount AS amount, o.at, o.kind FROM entry AS e INDEXED BY entry_kind
  LEFT JOIN entry AS o ON o.guild = e.guild AND o.seq = CAST(substr(e.ref, 7) AS INTEGER)
  WHERE e.guild = ?1 AND e.kind = 'reverse' AND e.asset = 'coin' AND e.seq > ${LAST} ORDER BY e.seq LIMIT ?2`;

const ADVANCE_SQL = `INSERT INTO period_rollup (guild, seq, previous, at) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (guild) DO UPDATE SET seq = excluded.seq, previous = excluded.previous, at = excluded.at`;
const ADD_SQL = `INSERT INTO period_total (guild, period, account_id, amount)
  SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2) WHERE true
  ON CONFLICT (guild, period, account_id) DO UPDATE SET amount = MIN(9007199254740991, amount + excluded.amount)`;
const PRUNE_SQL = `DELETE FROM period_total WHERE guild = ?1 AND (period, account_id) IN
  (SELECT period, account_id FROM period_total WHERE guild = ?1 AND period >= ?2 AND period < ?3 LIMIT ?4)`;

/** Up to which moment (ms) the sums hold all entries. */
export interface RolledUp {
  asOf: number;
}

/** Brings the sums of earnings up to date: a slice before the answer, the rest of a long history after it. */
export async function rollUp(ctx: Context): Promise<RolledUp> {
  const [progress] = await d1Database(ctx.db.$client).batch([{ sql: PROGRESS_SQL, params: [ctx.guildId] }]);
  const at = Number(progress?.[0]?.['at'] ?? 0);
  if (ctx.now - at < FRESH_MS) return { asOf: at };
  const first = await rollSlice(ctx);
  if (!first.done) {
    ctx.later(rollOn(ctx).catch((error: unknown) => log('error', 'board.rollup', { guild: ctx.guildId, error })));
  }
  return { asOf: first.at };
}

/** The moment that the sums hold now, without rolling up. */
export async function rolledUpTo(ctx: Context): Promise<RolledUp> {
  const [progress] = await d1Database(ctx.db.$client).batch([{ sql: PROGRESS_SQL, params: [ctx.guildId] }]);
  return { asOf: Number(progress?.[0]?.['at'] ?? 0) };
}

async function rollOn(ctx: Context): Promise<void> {
  for (let slice = 0; slice < SLICES_MAX; slice += 1) {
    if ((await rollSlice(ctx)).done) return;
  }
}

/** Adds one slice of entries to the sums. Of two requests that take the same slice, one commits. */
async function rollSlice(ctx: Context): Promise<{ done: boolean; at: number }> {
  const database = d1Database(ctx.db.$client);
  const guild = ctx.guildId;
  const [progress = [], head = [], ...found] = await database.batch([
    { sql: PROGRESS_SQL, params: [guild] },
    { sql: HEAD_SQL, params: [guild] },
    ...EARNING_KINDS.map((kind): Statement => ({ sql: EARNED_SQL, params: [guild, kind, SLICE_ROWS] })),
    { sql: REVERSED_SQL, params: [guild, SLICE_ROWS] },
  ]);
  const last = Number(progress[0]?.['seq'] ?? 0);
  // A kind whose slice is full may have more behind it: no kind is taken further than that.
  const full = found.filter((rows) => rows.length === SLICE_ROWS).map((rows) => Number(rows.at(-1)?.['seq']));
  const done = full.length === 0;
  const upTo = done ? Math.max(last, Number(head[0]?.['seq'] ?? 0)) : Math.min(...full);
  const rows = found.flat().filter((row) => Number(row['seq']) <= upTo);
  const at = done ? ctx.now : Math.max(...rows.map((row) => Number(row['at'])));
  try {
    await database.batch([
      { sql: ADVANCE_SQL, params: [guild, upTo, last, at] },
      { sql: ADD_SQL, params: [guild, JSON.stringify(sumsOf(ctx, rows))] },
      ...prunings(ctx),
    ]);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'guard' || failure.name !== 'economy:rollup') throw error;
    // Another request was faster; its sums are as good.
  }
  return { done, at };
}

/** Sums by period and account; of days, weeks and months only those that are running, because nobody can ask for others. */
function sumsOf(ctx: Context, rows: Row[]): [period: string, account: string, amount: number][] {
  const zone = ctx.settings.locale.timezone;
  const running = new Set(currentPeriods(ctx.now, zone));
  const sums = new Map<string, [string, string, number]>();
  let day = { date: '', end: 0, periods: [] as string[] };
  for (const row of rows.sort((a, b) => Number(a['at']) - Number(b['at']))) {
    const account = String(row['account']);
    const reversed = row['kind'];
    if (accountUser(account) === undefined || (reversed !== undefined && !EARNING_KINDS.some((kind) => kind === reversed))) continue;
    const at = Number(row['at']);
    if (at >= day.end) {
      const date = dayIn(at, zone);
      day = { date, end: midnightAfter(at, zone), periods: PERIODS.map((period) => periodKey(period, date)).filter((key) => running.has(key)) };
    }
    for (const period of day.periods) {
      const sum = sums.get(`${period} ${account}`) ?? [period, account, 0];
      sum[2] += Number(row['amount']);
      sums.set(`${period} ${account}`, sum);
    }
  }
  return [...sums.values()];
}

function prunings(ctx: Context): Statement[] {
  return currentPeriods(ctx.now, ctx.settings.locale.timezone)
    .filter((key) => key !== 'all')
    .map((key) => ({ sql: PRUNE_SQL, params: [ctx.guildId, key.slice(0, 1), key, PRUNED_ROWS] }));
}
