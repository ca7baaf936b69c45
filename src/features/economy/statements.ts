import type { AlsoRow } from '../../ledger/operation.ts';
import type { AlsoStatement } from '../../ledger/statements.ts';

/** Moves a cooldown on from the moment that the plan was built on; see the trigger cooldown_insert. */
export const COOLDOWN: AlsoStatement = {
  name: 'economy.cooldown',
  sql: `INSERT INTO cooldown (guild, account_id, name, at, streak, previous_at)
    SELECT ?1, value ->> '$.r.account', value ->> '$.r.name', value ->> '$.at', value ->> '$.r.streak', value ->> '$.r.previousAt'
    FROM json_each(?2) WHERE true
    ON CONFLICT (guild, account_id, name) DO UPDATE SET at = excluded.at, streak = excluded.streak, previous_at = excluded.previous_at`,
  guards: { 'economy:cooldown': 'conflict' },
};

/** Sets what a member has earned today, from the sum that the plan was built on; see the trigger earned_day_insert. */
export const EARNED_TODAY: AlsoStatement = {
  name: 'economy.earned-today',
  sql: `INSERT INTO earned_day (guild, account_id, day, amount, previous)
    SELECT ?1, value ->> '$.r.account', value ->> '$.r.day', value ->> '$.r.amount', value ->> '$.r.previous'
    FROM json_each(?2) WHERE true
    ON CONFLICT (guild, account_id) DO UPDATE SET day = excluded.day, amount = excluded.amount, previous = excluded.previous`,
  guards: { 'economy:earned_day': 'conflict' },
};

export interface CooldownStep {
  account: string;
  name: string;
  streak: number;
  /** The moment of the last time as the plan read it; 0 for never. */
  previousAt: number;
}

export interface EarnedStep {
  account: string;
  /** The moment (ms) at which the day ends. */
  day: number;
  /** The day's sum after this, and the one that the plan read. */
  amount: number;
  previous: number;
}

export const stepCooldown = (step: CooldownStep): AlsoRow => ({ statement: COOLDOWN.name, row: { ...step } });
export const stepEarned = (step: EarnedStep): AlsoRow => ({ statement: EARNED_TODAY.name, row: { ...step } });
