import type { Statement } from '../db/database.ts';
import { sha256 } from './hash.ts';
import { ESCROW } from './accounts.ts';
import type { HoldOpening, Movement, Operation } from './operation.ts';

/** The parts of an operation that open a hold: value leaves the owner for @escrow under a row of its own. */
export function openHold(hold: HoldOpening): Pick<Operation, 'holds' | 'movements'> {
  const { id, owner, asset, amount } = hold;
  return { holds: [hold], movements: [{ kind: 'hold_open', asset, from: owner, to: ESCROW, amount, ref: `hold:${id}` }] };
}

export interface OpenHold {
  id: string;
  owner: string;
  asset: string;
  held: number;
}

/** Pays out of a hold, whole or in part; what remains stays held. */
export function postHold(hold: OpenHold, to: string, amount: number, kind = 'hold_post'): Movement {
  return { kind, asset: hold.asset, from: ESCROW, to, amount, ref: `hold:${hold.id}` };
}

/** Gives what is left of a hold back to its owner. */
export function voidHold(hold: OpenHold, kind: 'hold_void' | 'hold_expire' = 'hold_void'): Movement {
  return { kind, asset: hold.asset, from: ESCROW, to: hold.owner, amount: hold.held, ref: `hold:${hold.id}`, uncapped: true };
}

/**
 * The operation that ends a hold whose time has come. `period` is the scheduled time of the tick: a refusal (the owner
 * is frozen) is remembered for that tick alone, and the guards let a hold come home once whatever the key.
 */
export function expireHold(hold: OpenHold, period: number): Operation {
  const key = `j:hold-expire:${period}:${hold.id}`;
  return { key, fingerprint: sha256(key), kind: 'hold_expire', actor: 'system', movements: [voidHold(hold, 'hold_expire')] };
}

/** Holds of all guilds of a database that are due, oldest first, by index. Those of a frozen owner wait for the thaw. */
export function readDueHolds(now: number, limit: number): Statement {
  return {
    sql: `SELECT guild, hold_id, owner, asset, held, expires_at FROM hold
      WHERE held > 0 AND expires_at IS NOT NULL AND expires_at <= ?1
        AND NOT EXISTS (SELECT 1 FROM freeze WHERE freeze.guild = hold.guild AND freeze.account_id IN (hold.owner, '*'))
      ORDER BY expires_at LIMIT ?2`,
    params: [now, limit],
  };
}
