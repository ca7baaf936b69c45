import type { Database, Row, Statement } from '../db/database.ts';
import { SLICE_ROWS } from '../kernel/limits.ts';
import { balanceId } from './book.ts';
import { missingGuards } from './guards.ts';
import { Replay, type AccountState, type Problem, type ReplayRow } from './replay.ts';
import { freshProgress, replayAccount, storedBalances, strayBalances, type AccountSlice } from './verify-account.ts';
import { strayLots } from './verify-lots.ts';

export interface VerifyReport {
  ok: boolean;
  /** Entries replayed; those before the checkpoint that it started from are not counted. */
  entries: number;
  accounts: number;
  seq: number;
  hash: string;
  problems: Problem[];
}

/** Problems that a report lists; a broken chain would else list every entry. */
const PROBLEMS_MAX = 50;

/**
 * Re-checks the whole ledger of a guild: guards in place, chain, hashes, arithmetic, causes, that accounts and holds are
 * what the entries say, and that members' lots of items add up to their balances. Reads in slices; what moves meanwhile
 * is told by its `last_seq` and left to the next run.
 * @param start a replay restored from a checkpoint, or nothing for the whole history
 */
export async function verifyGuild(database: Database, guild: string, start = new Replay()): Promise<VerifyReport & { replay: Replay }> {
  const replay = start;
  await checkGuards(database, replay);
  const published = await readPublished(database, guild);
  for (;;) {
    const rows = await readEntries(database, guild, replay.seq);
    for (const row of rows) {
      replay.take(row);
      const hash = published.get(row.seq);
      if (hash !== undefined && hash !== row.hash) replay.problems.push({ name: 'rewritten', seq: row.seq, detail: 'its hash is not the one that a checkpoint published' });
    }
    if (rows.length < SLICE_ROWS || replay.problems.length > PROBLEMS_MAX) break;
  }
  replay.finish();
  const accounts = await checkAccounts(database, guild, replay);
  await checkHolds(database, guild, replay);
  replay.problems.push(...await strayLots(database, guild, PROBLEMS_MAX));
  const problems = replay.problems.slice(0, PROBLEMS_MAX);
  return { ok: problems.length === 0, entries: replay.entries, accounts, seq: replay.seq, hash: replay.hash, problems, replay };
}

async function checkGuards(database: Database, replay: Replay): Promise<void> {
  const [rows = []] = await database.batch([{ sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'", params: [] }]);
  const missing = missingGuards(rows.map((row) => ({ name: String(row['name']), sql: String(row['sql']) })));
  for (const name of missing) replay.problems.push({ name: 'guard', detail: `the guard ${name} is gone or altered` });
}

/** Hashes that checkpoints have published, by entry. */
async function readPublished(database: Database, guild: string): Promise<Map<number, string>> {
  const rows = await read(database, { sql: 'SELECT seq, hash FROM checkpoint WHERE guild = ?1', params: [guild] });
  return new Map(rows.map((row) => [Number(row['seq']), String(row['hash'])]));
}

/** Up to SLICE_ROWS entries after `seq`, each with what its operation's row says. */
async function readEntries(database: Database, guild: string, seq: number): Promise<ReplayRow[]> {
  const [rows = []] = await database.batch([
    {
      sql: `SELECT entry.*, op.outcome AS op_outcome, op.entries AS op_entries FROM entry
        LEFT JOIN op ON op.guild = entry.guild AND op.op_key = entry.op_key
        WHERE entry.guild = ?1 AND entry.seq > ?2 ORDER BY entry.seq LIMIT ?3`,
      params: [guild, seq, SLICE_ROWS],
    },
  ]);
  // STRICT columns: the row has the types that the migration declares.
  return rows as unknown as ReplayRow[];
}

async function checkAccounts(database: Database, guild: string, replay: Replay): Promise<number> {
  const unseen = new Set(replay.accounts.keys());
  let count = 0;
  for (let after: [string, string] = ['', '']; ; ) {
    const rows = await read(database, {
      sql: `SELECT account_id, asset, balance, total_in, total_out, last_seq FROM account
        WHERE guild = ?1 AND (account_id, asset) > (?2, ?3) ORDER BY account_id, asset LIMIT ?4`,
      params: [guild, ...after, SLICE_ROWS],
    });
    for (const row of rows) {
      const stored = accountOf(row);
      unseen.delete(balanceId(stored.account, stored.asset));
      compare(stored, replay);
    }
    count += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < SLICE_ROWS) break;
    after = [String(last['account_id']), String(last['asset'])];
  }
  for (const id of unseen) replay.problems.push({ name: 'account', account: id, detail: 'its row is gone' });
  return count;
}

function accountOf(row: Row): AccountState {
  return {
    account: String(row['account_id']), asset: String(row['asset']), balance: Number(row['balance']),
    totalIn: Number(row['total_in']), totalOut: Number(row['total_out']), lastSeq: Number(row['last_seq']),
  };
}

function compare(stored: AccountState, replay: Replay): void {
  if (stored.lastSeq > replay.seq) return;
  const told = replay.accounts.get(balanceId(stored.account, stored.asset));
  const same = told && told.balance === stored.balance && told.lastSeq === stored.lastSeq
    && told.totalIn === stored.totalIn && told.totalOut === stored.totalOut;
  if (same) return;
  const detail = `the row says ${stored.balance} at entry ${stored.lastSeq}, the entries say ${told?.balance ?? 0} at ${told?.lastSeq ?? 0}`;
  replay.problems.push({ name: 'account', account: stored.account, detail });
}

async function checkHolds(database: Database, guild: string, replay: Replay): Promise<void> {
  const unseen = new Map(replay.holds);
  for (let after = ''; ; ) {
    const rows = await read(database, {
      sql: 'SELECT hold_id, held, last_seq FROM hold WHERE guild = ?1 AND hold_id > ?2 ORDER BY hold_id LIMIT ?3',
      params: [guild, after, SLICE_ROWS],
    });
    for (const row of rows) {
      const id = String(row['hold_id']);
      const told = unseen.get(id) ?? 0;
      unseen.delete(id);
      if (Number(row['last_seq']) > replay.seq || Number(row['held']) === told) continue;
      replay.problems.push({ name: 'hold', detail: `${id} holds ${String(row['held'])}, the entries say ${told}` });
    }
    const last = rows.at(-1);
    if (!last || rows.length < SLICE_ROWS) break;
    after = String(last['hold_id']);
  }
  for (const id of unseen.keys()) replay.problems.push({ name: 'hold', detail: `the row of ${id} is gone` });
}

async function read(database: Database, statement: Statement): Promise<Row[]> {
  const [rows = []] = await database.batch([statement]);
  return rows;
}

/** Re-checks one member: each entry's hash and that balances follow one another up to the account's row. */
export async function verifyAccount(database: Database, guild: string, account: string): Promise<VerifyReport> {
  const problems: Problem[] = [];
  let slice: AccountSlice = { progress: freshProgress(), problems, done: false };
  while (!slice.done) {
    slice = await replayAccount(database, guild, account, slice.progress);
    problems.push(...slice.problems);
  }
  const { entries, seq, hash } = slice.progress;
  const stored = await storedBalances(database, guild, account);
  problems.push(...strayBalances(account, stored, slice.progress));
  return { ok: problems.length === 0, entries, accounts: stored.length, seq, hash, problems: problems.slice(0, PROBLEMS_MAX) };
}
