import type { Database } from '../db/database.ts';
import { SLICE_ROWS } from '../kernel/limits.ts';
import { Replay, type Problem, type ReplayRow } from './replay.ts';

/** How far the replay of one account has come: carried from slice to slice, also by a client. */
export interface AccountProgress {
  seq: number;
  hash: string;
  entries: number;
  /** What the entries say, by asset. */
  balances: Map<string, number>;
}

export const freshProgress = (): AccountProgress => ({ seq: 0, hash: '', entries: 0, balances: new Map() });

export interface AccountSlice {
  progress: AccountProgress;
  problems: Problem[];
  /** Whether the account has no further entries. */
  done: boolean;
}

/** An account's balances as its rows say. */
export interface StoredBalance {
  asset: string;
  balance: number;
  lastSeq: number;
}

/** Replays the next SLICE_ROWS entries of one account: each one's hash, and that balances follow one another. */
export async function replayAccount(database: Database, guild: string, account: string, from: AccountProgress): Promise<AccountSlice> {
  const [rows = []] = await database.batch([{
    sql: `SELECT * FROM entry INDEXED BY entry_from WHERE guild = ?1 AND from_account = ?2 AND from_account >= 'u' AND seq > ?3
      UNION ALL SELECT * FROM entry INDEXED BY entry_to WHERE guild = ?1 AND to_account = ?2 AND to_account >= 'u' AND seq > ?3
      ORDER BY seq LIMIT ?4`,
    params: [guild, account, from.seq, SLICE_ROWS],
  }]);
  const problems: Problem[] = [];
  const progress = { ...from, entries: from.entries + rows.length, balances: new Map(from.balances) };
  // STRICT columns: the row has the types that the migration declares.
  for (const row of rows as unknown as ReplayRow[]) {
    const [before, after] = row.from_account === account ? [row.from_before, row.from_after] : [row.to_before, row.to_after];
    problems.push(...problemsOf(row));
    const known = progress.balances.get(row.asset);
    if (known !== undefined && known !== before) problems.push({ name: 'before', seq: row.seq, detail: `had ${known}, the entry says ${before}` });
    progress.balances.set(row.asset, after);
    progress.seq = row.seq;
    progress.hash = row.hash;
  }
  return { progress, problems, done: rows.length < SLICE_ROWS };
}

/** The rows of an account, one an asset. */
export async function storedBalances(database: Database, guild: string, account: string): Promise<StoredBalance[]> {
  const [rows = []] = await database.batch([
    { sql: 'SELECT asset, balance, last_seq FROM account WHERE guild = ?1 AND account_id = ?2', params: [guild, account] },
  ]);
  return rows.map((row) => ({ asset: String(row['asset']), balance: Number(row['balance']), lastSeq: Number(row['last_seq']) }));
}

/** Where the rows of an account are not what its replayed entries say; what has moved since is left to the next run. */
export function strayBalances(account: string, stored: StoredBalance[], { seq, balances }: AccountProgress): Problem[] {
  return stored.filter(({ asset, balance, lastSeq }) => lastSeq <= seq && balances.get(asset) !== balance)
    .map(({ asset, balance }) => ({ name: 'account', account, detail: `the row says ${balance}, the entries say ${balances.get(asset) ?? 0}` }));
}

function problemsOf(row: ReplayRow): Problem[] {
  const single = new Replay();
  single.seq = row.seq - 1;
  single.hash = row.prev_hash;
  single.take({ ...row, op_outcome: null, op_entries: null });
  // A single row cannot tell what its accounts had before.
  return single.problems.filter(({ name }) => name !== 'before');
}
