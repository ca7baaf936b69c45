import type { Refusal } from '../kernel/errors.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Value that goes from one account to another. Amounts are whole, in the asset's smallest unit, 1 to 2^53-1. */
export interface Movement {
  /** What a history shows it as: `daily`, `pay`, `hold_open` … */
  kind: string;
  /** `coin` when left out. */
  asset?: string;
  from: string;
  to: string;
  amount: number;
  /** A fact that may happen once in the guild's life, whatever key asks for it: `task:12:u:9`. */
  onceKey?: string;
  /** What it belongs to: `entry:77`, `hold:abc`. */
  ref?: string;
  note?: string;
  /** Money coming home (reversal, released hold) goes past the guild's cap. */
  uncapped?: boolean;
}

/** Brings an account to a balance; the difference comes from @mint or goes to @burn. */
export interface BalanceTarget {
  kind: string;
  account: string;
  balance: number;
  note?: string;
}

/** Value set aside in @escrow under a row of its own. A movement with ref `hold:<id>` to @escrow must open it. */
export interface HoldOpening {
  id: string;
  owner: string;
  asset?: string;
  amount: number;
  purpose: string;
  /** Milliseconds since 1970, or null: stays until posted or voided. */
  expiresAt: number | null;
}

/** A row of a feature's own, written by a statement registered under that name (see AlsoStatement). */
export interface AlsoRow {
  statement: string;
  row: Json;
}

/** One cause, at most one effect. */
export interface Operation {
  /** `i:<interaction>`, `h:<principal>:<key>` or `j:<job>:<period>:<subject>`. */
  key: string;
  /** Hash of what was asked. The same key with another fingerprint is refused. */
  fingerprint: string;
  kind: string;
  /** Who caused it: a Discord user id or `system`. */
  actor: string;
  movements?: (Movement | BalanceTarget)[];
  holds?: HoldOpening[];
  also?: AlsoRow[];
  /** What the reply needs besides the entries; stored, so that a replay answers the same. */
  data?: Json;
  /** The plan came out as a refusal that depends on state: it is remembered instead of an effect. */
  refuse?: Refusal;
  /** Versions of the records that the plan read, such as `daily:u:9:1700000000000`. Each can be built on once. */
  basis?: string[];
}

/** An entry as the reply and the stored outcome show it. */
export interface EntrySummary {
  seq: number;
  kind: string;
  asset: string;
  from: string;
  to: string;
  amount: number;
  fromAfter: number;
  toAfter: number;
}

export interface Done {
  entries: EntrySummary[];
  data: Json;
  at: number;
}

/**
 * How an operation ended. `conflict`: nothing happened, plan anew on fresh state. `unknown`: it took effect once or
 * not at all and nobody can tell yet; asking again with the same key is safe.
 */
export type Outcome =
  | { status: 'done'; replayed: boolean; done: Done }
  | { status: 'refused'; replayed: boolean; refusal: Refusal }
  | { status: 'conflict' }
  | { status: 'unknown' };
