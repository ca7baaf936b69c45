import { createHash } from 'node:crypto';

/** A row of the table `entry`, with the column names of the database. */
export interface EntryRow {
  guild: string;
  seq: number;
  op_key: string;
  kind: string;
  asset: string;
  from_account: string;
  to_account: string;
  amount: number;
  from_before: number;
  from_after: number;
  to_before: number;
  to_after: number;
  once_key: string | null;
  ref: string | null;
  actor: string;
  note: string;
  at: number;
  prev_hash: string;
  hash: string;
}

/** The `prev_hash` of a guild's first entry. */
export const GENESIS = 'genesis';

/** SHA-256 in hex. node:crypto, because WebCrypto is asynchronous and forty times slower on short input. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The hash that chains an entry to the one before it: over every column, in the order of the table. */
export function entryHash(e: Omit<EntryRow, 'hash'>): string {
  return sha256(
    JSON.stringify([
      e.guild, e.seq, e.op_key, e.kind, e.asset, e.from_account, e.to_account, e.amount, e.from_before, e.from_after,
      e.to_before, e.to_after, e.once_key, e.ref, e.actor, e.note, e.at, e.prev_hash,
    ]),
  );
}
