import { BATCH_ENTRIES_MAX } from '../../kernel/limits.ts';
import type { AlsoRow } from '../../ledger/operation.ts';
import type { AlsoStatement } from '../../ledger/statements.ts';

const OF_THIS_BATCH = `entry.guild = ?1 AND entry.seq > (SELECT MAX(seq) FROM entry WHERE guild = ?1) - ${BATCH_ENTRIES_MAX}`;

/**
 * Lets a change through only while the item is the version that it was planned on (and on sale, where asked), and the
 * buyer had the asked balance before paying. Writes no row: what must not be is inserted into a table that refuses all.
 */
export const ITEM_FENCE: AlsoStatement = {
  name: 'shop.item-fence',
  sql: `INSERT INTO shop_fence (guild) SELECT ?1 FROM json_each(?2) AS planned
    WHERE NOT EXISTS (SELECT 1 FROM shop_item WHERE guild = ?1 AND item_id = planned.value ->> '$.r.item'
        AND version = planned.value ->> '$.r.version' AND (active = 1 OR planned.value ->> '$.r.onSale' IS NOT 1))
      OR (planned.value ->> '$.r.minBalance' IS NOT NULL AND EXISTS (SELECT 1 FROM entry INDEXED BY entry_from
        WHERE ${OF_THIS_BATCH} AND entry.from_account = planned.value ->> '$.r.member' AND entry.from_account >= 'u'
          AND entry.asset = 'coin' AND entry.op_key = planned.value ->> '$.k' AND entry.from_before < planned.value ->> '$.r.minBalance'))`,
  guards: { 'shop:changed': 'conflict', 'shop:lot': 'conflict' },
  // It rides with whatever moves copies of the item, so the stock that is shown is no longer right.
  live: { topic: 'shop', id: 'item' },
};

/** Carries no rule of its own: it says what it means when the lots are not as they were planned on. */
export const LOT_FENCE: AlsoStatement = {
  name: 'shop.lot-fence',
  sql: 'INSERT INTO shop_fence (guild) SELECT ?1 FROM json_each(?2) WHERE false',
  guards: { 'shop:lot': 'conflict' },
};

/** A stock that is set must come out as it was asked, whatever was sold meanwhile. */
export const STOCK_FENCE: AlsoStatement = {
  name: 'shop.stock-fence',
  sql: `INSERT INTO shop_stock_fence (guild) SELECT ?1 FROM json_each(?2) AS planned
    WHERE EXISTS (SELECT 1 FROM entry INDEXED BY entry_kind WHERE ${OF_THIS_BATCH} AND entry.kind = 'shop_stock'
      AND entry.op_key = planned.value ->> '$.k'
      AND IIF(entry.to_account = '@shop', entry.to_after, entry.from_after) IS NOT planned.value ->> '$.r.target')`,
  guards: { 'shop:stock': 'conflict' },
};

export const ITEM_SAVE: AlsoStatement = {
  name: 'shop.item-save',
  sql: `INSERT INTO shop_item (guild, item_id, version, name, description, emoji, price, category, unlimited, active,
      limit_per_member, required_role, min_balance, transferable, sell_rate, copy_days, actions, position, created_at, updated_at)
    SELECT ?1, value ->> '$.r.itemId', value ->> '$.r.version', value ->> '$.r.name', value ->> '$.r.description',
      value ->> '$.r.emoji', value ->> '$.r.price', value ->> '$.r.category', value ->> '$.r.unlimited', value ->> '$.r.active',
      value ->> '$.r.limitPerMember', value ->> '$.r.requiredRole', value ->> '$.r.minBalance', value ->> '$.r.transferable',
      value ->> '$.r.sellRate', value ->> '$.r.copyDays', value ->> '$.r.actions', value ->> '$.r.position',
      value ->> '$.at', value ->> '$.at' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, item_id) DO UPDATE SET version = excluded.version, name = excluded.name, description = excluded.description,
      emoji = excluded.emoji, price = excluded.price, category = excluded.category, unlimited = excluded.unlimited,
      active = excluded.active, limit_per_member = excluded.limit_per_member, required_role = excluded.required_role,
      min_balance = excluded.min_balance, transferable = excluded.transferable, sell_rate = excluded.sell_rate,
      copy_days = excluded.copy_days, actions = excluded.actions, position = excluded.position, updated_at = excluded.updated_at`,
  guards: { 'shop:version': 'conflict' },
  live: { topic: 'shop', id: 'itemId' },
};

export const ITEM_COUNT: AlsoStatement = {
  name: 'shop.item-count',
  sql: `INSERT INTO item_count (guild, item_id, account_id, bought, version)
    SELECT ?1, value ->> '$.r.item', value ->> '$.r.account', value ->> '$.r.bought', value ->> '$.r.version'
    FROM json_each(?2) WHERE true
    ON CONFLICT (guild, item_id, account_id) DO UPDATE SET bought = excluded.bought, version = excluded.version`,
  guards: { 'shop:count': 'conflict' },
};

export interface ItemFence {
  item: number;
  version: number;
  /** Whether the item must be on sale. */
  onSale?: boolean;
  member?: string;
  /** Coins that the member must have had before paying. */
  minBalance?: number;
}

export interface CountStep {
  item: number;
  account: string;
  bought: number;
  /** The version after the one that the plan read. */
  version: number;
}

export const fenceItem = (fence: ItemFence): AlsoRow => ({ statement: ITEM_FENCE.name, row: { ...fence } });
export const fenceLots = (): AlsoRow => ({ statement: LOT_FENCE.name, row: {} });
export const fenceStock = (target: number): AlsoRow => ({ statement: STOCK_FENCE.name, row: { target } });
export const stepCount = (step: CountStep): AlsoRow => ({ statement: ITEM_COUNT.name, row: { ...step } });
