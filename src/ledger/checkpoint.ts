import * as z from 'zod';
import type { Database, Row } from '../db/database.ts';
import { KEY_RETENTION_MS, SLICE_ROWS } from '../kernel/limits.ts';
import { balanceId } from './book.ts';
import { sha256 } from './hash.ts';
import { Replay } from './replay.ts';
import { verifyGuild, type VerifyReport } from './verify.ts';

/** The file of a checkpoint: all balances and open holds at one entry. */
const checkpointFile = z.object({
  guild: z.string(),
  seq: z.int(),
  hash: z.string(),
  at: z.int(),
  accounts: z.array(z.tuple([z.string(), z.string(), z.int(), z.int(), z.int(), z.int()])),
  holds: z.array(z.tuple([z.string(), z.int()])),
});

interface CheckpointRow {
  seq: number;
  hash: string;
  objectKey: string;
  objectHash: string;
  entriesBelow: number;
}

async function newest(database: Database, guild: string): Promise<CheckpointRow | null> {
  const [rows = []] = await database.batch([
    { sql: 'SELECT * FROM checkpoint WHERE guild = ?1 ORDER BY seq DESC LIMIT 1', params: [guild] },
  ]);
  const row: Row | undefined = rows[0];
  if (!row) return null;
  return {
    seq: Number(row['seq']), hash: String(row['hash']), objectKey: String(row['object_key']),
    objectHash: String(row['object_hash']), entriesBelow: Number(row['entries_below']),
  };
}

/** The replay that the newest checkpoint's file stands for, or an empty one. A missing or altered file is a problem. */
async function restore(database: Database, files: R2Bucket, guild: string): Promise<{ replay: Replay; from: CheckpointRow | null }> {
  const replay = new Replay();
  const from = await newest(database, guild);
  if (!from) return { replay, from };
  const text = await files.get(from.objectKey).then((object) => object?.text());
  const told = text !== undefined && sha256(text) === from.objectHash ? checkpointFile.parse(JSON.parse(text)) : null;
  if (!told || told.seq !== from.seq || told.hash !== from.hash || told.guild !== guild) {
    // A history that is still whole can be replayed from its first entry, but the file should be there.
    replay.problems.push({ name: 'checkpoint', seq: from.seq, detail: 'its file is missing or altered' });
    return { replay, from };
  }
  for (const [account, asset, balance, totalIn, totalOut, lastSeq] of told.accounts) {
    replay.accounts.set(balanceId(account, asset), { account, asset, balance, totalIn, totalOut, lastSeq });
  }
  for (const [id, held] of told.holds) replay.holds.set(id, held);
  replay.seq = told.seq;
  replay.hash = told.hash;
  replay.at = told.at;
  return { replay, from };
}

/** Verifies from the newest checkpoint on, or from the first entry when `whole` and nothing is archived. */
export async function verifySince(database: Database, files: R2Bucket, guild: string, whole = false): Promise<VerifyReport & { replay: Replay }> {
  const { replay, from } = await restore(database, files, guild);
  if (!whole || (from !== null && from.entriesBelow > 1)) return verifyGuild(database, guild, replay);
  const anew = new Replay();
  anew.problems.push(...replay.problems);
  return verifyGuild(database, guild, anew);
}

/**
 * Verifies and, if all is right and something is new, writes all balances to a file and the checkpoint's row. The file
 * publishes the head hash outside the database.
 */
export async function takeCheckpoint(database: Database, files: R2Bucket, guild: string, now: number): Promise<VerifyReport> {
  const report = await verifySince(database, files, guild);
  const { replay } = report;
  const last = await newest(database, guild);
  if (!report.ok || replay.seq === 0 || last?.seq === replay.seq) return report;
  const at = Math.max(now, replay.at);
  const text = JSON.stringify({
    guild, seq: replay.seq, hash: replay.hash, at,
    accounts: [...replay.accounts.values()].map((a) => [a.account, a.asset, a.balance, a.totalIn, a.totalOut, a.lastSeq]),
    holds: [...replay.holds],
  });
  const objectKey = `ledger/${guild}/checkpoint-${replay.seq}.json`;
  await files.put(objectKey, text);
  await database.batch([
    {
      sql: `INSERT INTO checkpoint (guild, seq, hash, at, object_key, object_hash, entries_below, keys_before)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)`,
      params: [guild, replay.seq, replay.hash, at, objectKey, sha256(text), last?.entriesBelow ?? 1],
    },
  ]);
  return report;
}

export interface ArchiveReport {
  verified: VerifyReport;
  archived: number;
  keysDropped: number;
}

/**
 * Carries entries older than `before` (ms) to files and takes them out of the database, a slice at a time; can be
 * stopped anywhere and run again. The entry of the checkpoint and all after it stay. Keys stay 90 days.
 */
export async function archive(database: Database, files: R2Bucket, guild: string, before: number, now: number): Promise<ArchiveReport> {
  const verified = await takeCheckpoint(database, files, guild, now);
  if (!verified.ok) return { verified, archived: 0, keysDropped: 0 };
  const carried = await carryAway(database, files, guild, { before, below: Number.MAX_SAFE_INTEGER, slices: Number.MAX_SAFE_INTEGER });
  return { verified, ...carried };
}

/** What one call carries away. */
export interface Carrying {
  /** Only what is older (ms). */
  before: number;
  /** Only entries before this one, besides those that the newest checkpoint keeps. */
  below: number;
  /** Slices of SLICE_ROWS, of entries and of keys. */
  slices: number;
}

export interface Carried {
  archived: number;
  keysDropped: number;
  /** Whether a slice was full at the end: another call goes on. */
  more: boolean;
}

/** The entry of the newest checkpoint, or null where none was taken. */
export async function checkpointed(database: Database, guild: string): Promise<number | null> {
  return (await newest(database, guild))?.seq ?? null;
}

/** Carries away what the newest checkpoint covers; nothing where there is none. */
export async function carryAway(database: Database, files: R2Bucket, guild: string, { before, below, slices }: Carrying): Promise<Carried> {
  const point = await newest(database, guild);
  if (!point) return { archived: 0, keysDropped: 0, more: false };
  let archived = 0;
  let more = false;
  for (let slice = 0; slice < slices; slice += 1) {
    const [rows = []] = await database.batch([
      { sql: 'SELECT * FROM entry WHERE guild = ?1 AND seq < ?2 ORDER BY seq LIMIT ?3', params: [guild, Math.min(point.seq, below), SLICE_ROWS] },
    ]);
    const old = rows.filter((row) => Number(row['at']) < before);
    const last = Number(old.at(-1)?.['seq'] ?? 0);
    more = old.length > 0 && old.length === SLICE_ROWS;
    if (old.length === 0) break;
    const lines = old.map((row) => JSON.stringify(row)).join('\n');
    await files.put(`ledger/${guild}/entries-${String(old[0]?.['seq'])}-${last}.ndjson`, lines);
    await database.batch([
      { sql: 'UPDATE checkpoint SET entries_below = MAX(entries_below, ?3) WHERE guild = ?1 AND seq = ?2', params: [guild, point.seq, last + 1] },
      { sql: 'DELETE FROM entry WHERE guild = ?1 AND seq <= ?2', params: [guild, last] },
    ]);
    archived += old.length;
    if (!more) break;
  }
  const keys = await dropKeys(database, guild, point.seq, slices);
  return { archived, keysDropped: keys.dropped, more: more || keys.more };
}

async function dropKeys(database: Database, guild: string, seq: number, slices: number): Promise<{ dropped: number; more: boolean }> {
  let dropped = 0;
  for (let slice = 0; slice < slices; slice += 1) {
    const [, rows = []] = await database.batch([
      { sql: 'UPDATE checkpoint SET keys_before = MAX(keys_before, at - ?3) WHERE guild = ?1 AND seq = ?2', params: [guild, seq, KEY_RETENTION_MS] },
      {
        sql: `DELETE FROM op WHERE guild = ?1 AND op_key IN (SELECT op_key FROM op WHERE guild = ?1
          AND at < (SELECT keys_before FROM checkpoint WHERE guild = ?1 AND seq = ?2) LIMIT ?3) RETURNING op_key`,
        params: [guild, seq, SLICE_ROWS],
      },
    ]);
    dropped += rows.length;
    if (rows.length < SLICE_ROWS) return { dropped, more: false };
  }
  return { dropped, more: true };
}
