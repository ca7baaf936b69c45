import type { Statement } from '../db/database.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { EntryRow } from './hash.ts';

/**
 * A statement of a feature that may ride in the batch of its money. `?1` is the guild, `?2` a JSON array whose items
 * are `{k: operation key, at: milliseconds, by: actor, r: the feature's row}`: read it with json_each.
 * Guard it by a trigger that raises `<feature>:<name>` or by a unique row, never by a WHERE that may match nothing.
 */
export interface AlsoStatement {
  name: string;
  sql: string;
  /** What each guard of the statement means: plan anew, or a refusal to remember. */
  guards?: Record<string, 'conflict' | Refusal>;
  /** What the object must read again after the commit. */
  invalidates?: 'settings' | 'freezes';
  /** Leaves rows for the outbox, which is woken after the commit. */
  wakes?: true;
  /** What dashboards hear after the commit: a topic, and the field of the row that names the record. */
  live?: { topic: string; id: string };
}

export interface OpRow {
  op_key: string;
  fingerprint: string;
  kind: string;
  outcome: 'done' | 'refused';
  entries: number;
  result: string;
  actor: string;
  at: number;
}

export interface HoldRow {
  hold_id: string;
  owner: string;
  asset: string;
  amount: number;
  purpose: string;
  opened_at: number;
  expires_at: number | null;
}

export interface AlsoItem {
  k: string;
  at: number;
  by: string;
  r: unknown;
}

/** Everything that one batch writes. */
export interface Group {
  ops: OpRow[];
  holds: HoldRow[];
  entries: EntryRow[];
  also: Map<AlsoStatement, AlsoItem[]>;
  /**
   * The head that the plan was made on, where the group refuses for what it saw and has no entry: entries cite the head
   * themselves, a refusal alone could be remembered on the word of an old cache.
   */
  plannedOn: number | null;
}

function insertFromJson(table: string, columns: string[], fixed = ''): string {
  const values = columns.map((_, index) => `json_extract(value, '$[${index}]')`).join(', ');
  const [extraColumns, extraValues] = fixed ? fixed.split('=') : ['', ''];
  const more = fixed ? [`, ${extraColumns}`, `, ${extraValues}`] : ['', ''];
  return `INSERT INTO ${table} (guild, ${columns.join(', ')}${more[0]}) SELECT ?1, ${values}${more[1]} FROM json_each(?2)`;
}

const OP_COLUMNS = ['op_key', 'fingerprint', 'kind', 'outcome', 'entries', 'result', 'actor', 'at'] as const;
const HOLD_COLUMNS = ['hold_id', 'owner', 'asset', 'amount', 'purpose', 'opened_at', 'expires_at'] as const;
const ENTRY_COLUMNS = [
  'seq', 'op_key', 'kind', 'asset', 'from_account', 'to_account', 'amount', 'from_before', 'from_after', 'to_before',
  'to_after', 'once_key', 'ref', 'actor', 'note', 'at', 'prev_hash', 'hash',
] as const;

const OP_SQL = insertFromJson('op', [...OP_COLUMNS]);
const ENTRY_SQL = insertFromJson('entry', [...ENTRY_COLUMNS]);
/** Inserts nothing if the head is where it was, and else half an entry, which the guard of the sequence refuses. */
const FENCE_SQL = `INSERT INTO entry (guild, seq) SELECT ?1, ?2 + 1
  WHERE ?2 IS NOT COALESCE((SELECT MAX(seq) FROM entry WHERE guild = ?1), 0)`;
const HOLD_SQL = insertFromJson('hold', [...HOLD_COLUMNS], "held, state, last_seq=0, 'open', 0");
const STAT_SQL = `INSERT INTO stat (guild, day, asset, kind, count, amount)
  SELECT ?1, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
    json_extract(value, '$[3]'), json_extract(value, '$[4]') FROM json_each(?2) WHERE true
  ON CONFLICT (guild, day, asset, kind) DO UPDATE SET count = count + excluded.count,
    amount = MIN(9007199254740991, amount + excluded.amount)`;

function rowsOf<T>(columns: readonly (keyof T)[], rows: T[]): string {
  return JSON.stringify(rows.map((row) => columns.map((column) => row[column])));
}

function statRows(entries: EntryRow[]): [day: number, asset: string, kind: string, count: number, amount: number][] {
  const totals = new Map<string, [number, string, string, number, number]>();
  for (const { at, asset, kind, amount } of entries) {
    const day = Math.floor(at / 86_400_000);
    const id = `${day} ${asset} ${kind}`;
    const total = totals.get(id) ?? [day, asset, kind, 0, 0];
    total[3] += 1;
    total[4] = Math.min(Number.MAX_SAFE_INTEGER, total[4] + amount);
    totals.set(id, total);
  }
  return [...totals.values()];
}

/** The batch of a group: operations, holds, entries, the features' rows, statistics, a statement each. */
export function batchOf(guild: string, group: Group): Statement[] {
  const batch: Statement[] = [{ sql: OP_SQL, params: [guild, rowsOf(OP_COLUMNS, group.ops)] }];
  if (group.plannedOn !== null) batch.push({ sql: FENCE_SQL, params: [guild, group.plannedOn] });
  if (group.holds.length > 0) batch.push({ sql: HOLD_SQL, params: [guild, rowsOf(HOLD_COLUMNS, group.holds)] });
  if (group.entries.length > 0) batch.push({ sql: ENTRY_SQL, params: [guild, rowsOf(ENTRY_COLUMNS, group.entries)] });
  for (const [statement, items] of group.also) {
    batch.push({ sql: statement.sql, params: [guild, JSON.stringify(items)] });
  }
  if (group.entries.length > 0) batch.push({ sql: STAT_SQL, params: [guild, JSON.stringify(statRows(group.entries))] });
  return batch;
}

const HEAD_SQL = 'SELECT seq, hash, at FROM entry WHERE guild = ?1 ORDER BY seq DESC LIMIT 1';
const FREEZE_SQL = 'SELECT account_id, reason FROM freeze WHERE guild = ?1';
const BALANCES_SQL = `SELECT a.account_id, a.asset, a.balance FROM json_each(?2) AS wanted
  CROSS JOIN account AS a ON a.guild = ?1 AND a.account_id = json_extract(wanted.value, '$[0]')
    AND a.asset = json_extract(wanted.value, '$[1]')`;
const OPS_SQL = `SELECT op.op_key, op.fingerprint, op.outcome, op.result FROM json_each(?2) AS wanted
  CROSS JOIN op ON op.guild = ?1 AND op.op_key = wanted.value`;
const SETTINGS_SQL = 'SELECT version, value FROM guild_settings WHERE guild = ?1';

/** Reads of the object, all by primary key. */
export const readHead = (guild: string): Statement => ({ sql: HEAD_SQL, params: [guild] });
export const readFreezes = (guild: string): Statement => ({ sql: FREEZE_SQL, params: [guild] });
export const readSettings = (guild: string): Statement => ({ sql: SETTINGS_SQL, params: [guild] });
export const readBalances = (guild: string, wanted: [account: string, asset: string][]): Statement => ({
  sql: BALANCES_SQL,
  params: [guild, JSON.stringify(wanted)],
});
export const readOps = (guild: string, keys: string[]): Statement => ({ sql: OPS_SQL, params: [guild, JSON.stringify(keys)] });
