import { BATCH_ENTRIES_MAX } from '../../kernel/limits.ts';
import type { AlsoRow } from '../../ledger/operation.ts';
import type { AlsoStatement } from '../../ledger/statements.ts';

/** Until when a timed role runs, from the version that the plan read. The delivery that ends it is one of this operation. */
export const TIMED_ROLE: AlsoStatement = {
  name: 'shop.timed-role',
  sql: `INSERT INTO timed_role (guild, member, role, until, delivery_id, version)
    SELECT ?1, value ->> '$.r.member', value ->> '$.r.role', value ->> '$.r.until', (value ->> '$.k') || ':' || (value ->> '$.r.part'),
      value ->> '$.r.version' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, member, role) DO UPDATE SET until = excluded.until, delivery_id = excluded.delivery_id, version = excluded.version`,
  guards: { 'shop:timed_role': 'conflict' },
};

/** The removal that an extended role no longer needs. One that is under way already has no row to take back: the role is added after it. */
export const UNDELIVER: AlsoStatement = {
  name: 'shop.undeliver',
  sql: `DELETE FROM delivery WHERE guild = ?1 AND done = 0 AND delivery_id IN (SELECT value ->> '$.r.id' FROM json_each(?2))`,
};

/**
 * An order for staff. Its number is the first entry by which this operation used copies, so that orders never clash; the
 * index is named because the planner would else read the whole batch window.
 */
export const ORDER_ADD: AlsoStatement = {
  name: 'shop.order-add',
  sql: `INSERT INTO fulfilment (guild, fulfilment_id, version, member, item_id, name, quantity, value, state, note, by, created_at, updated_at)
    SELECT ?1, (SELECT MIN(entry.seq) FROM entry INDEXED BY entry_kind WHERE entry.guild = ?1 AND entry.kind = 'item_use'
        AND entry.seq > (SELECT MAX(seq) FROM entry WHERE guild = ?1) - ${BATCH_ENTRIES_MAX} AND entry.op_key = value ->> '$.k'),
      1, value ->> '$.r.member', value ->> '$.r.item', value ->> '$.r.name', value ->> '$.r.quantity', value ->> '$.r.value',
      'waiting', '', '', value ->> '$.at', value ->> '$.at' FROM json_each(?2)`,
};

export const ORDER_STEP: AlsoStatement = {
  name: 'shop.order-step',
  sql: `INSERT INTO fulfilment (guild, fulfilment_id, version, member, item_id, name, quantity, value, state, note, by, created_at, updated_at)
    SELECT ?1, value ->> '$.r.id', value ->> '$.r.version', value ->> '$.r.member', value ->> '$.r.item', value ->> '$.r.name',
      value ->> '$.r.quantity', value ->> '$.r.value', value ->> '$.r.state', value ->> '$.r.note', value ->> '$.by', value ->> '$.at', value ->> '$.at'
    FROM json_each(?2) WHERE true
    ON CONFLICT (guild, fulfilment_id) DO UPDATE SET version = excluded.version, state = excluded.state, note = excluded.note,
      by = excluded.by, updated_at = excluded.updated_at`,
  guards: { 'shop:order': 'conflict' },
  live: { topic: 'shop', id: 'item' },
};

export interface TimedRoleStep {
  member: string;
  role: string;
  until: number;
  /** Part of the delivery that takes the role away. */
  part: string;
  version: number;
}

export interface Order {
  member: string;
  item: number;
  name: string;
  quantity: number;
  /** Coins that a refund gives back. */
  value: number;
}

export interface OrderStep extends Order {
  id: number;
  /** The version after the one that the plan read. */
  version: number;
  state: 'waiting' | 'done' | 'refunded';
  note: string;
}

export const stepTimedRole = (step: TimedRoleStep): AlsoRow => ({ statement: TIMED_ROLE.name, row: { ...step } });
export const undeliver = (id: string): AlsoRow => ({ statement: UNDELIVER.name, row: { id } });
export const addOrder = (order: Order): AlsoRow => ({ statement: ORDER_ADD.name, row: { ...order } });
export const stepOrder = (step: OrderStep): AlsoRow => ({ statement: ORDER_STEP.name, row: { ...step } });
