import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The tables of migrations/0005_shop.sql; the SQL is the truth, with its triggers. */
export const shopItem = sqliteTable(
  'shop_item',
  {
    guild: text().notNull(),
    itemId: integer('item_id').notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    emoji: text().notNull(),
    price: integer().notNull(),
    category: text().notNull(),
    unlimited: integer().notNull(),
    active: integer().notNull(),
    limitPerMember: integer('limit_per_member'),
    requiredRole: text('required_role'),
    minBalance: integer('min_balance'),
    transferable: integer().notNull(),
    sellRate: integer('sell_rate').notNull(),
    copyDays: integer('copy_days'),
    actions: text().notNull(),
    position: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.itemId] })],
);

export const lot = sqliteTable(
  'lot',
  {
    guild: text().notNull(),
    owner: text().notNull(),
    asset: text().notNull(),
    seq: integer().notNull(),
    amount: integer().notNull(),
    unused: integer().notNull(),
    price: integer().notNull(),
    bought: integer().notNull(),
    expiresAt: integer('expires_at'),
    at: integer().notNull(),
    lastSeq: integer('last_seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.owner, table.asset, table.seq] })],
);

export const itemCount = sqliteTable(
  'item_count',
  {
    guild: text().notNull(),
    itemId: integer('item_id').notNull(),
    accountId: text('account_id').notNull(),
    bought: integer().notNull(),
    version: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.itemId, table.accountId] })],
);

export const timedRole = sqliteTable(
  'timed_role',
  {
    guild: text().notNull(),
    member: text().notNull(),
    role: text().notNull(),
    until: integer().notNull(),
    deliveryId: text('delivery_id').notNull(),
    version: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.member, table.role] })],
);

export const fulfilment = sqliteTable(
  'fulfilment',
  {
    guild: text().notNull(),
    fulfilmentId: integer('fulfilment_id').notNull(),
    version: integer().notNull(),
    member: text().notNull(),
    itemId: integer('item_id').notNull(),
    name: text().notNull(),
    quantity: integer().notNull(),
    value: integer().notNull(),
    state: text({ enum: ['waiting', 'done', 'refunded'] }).notNull(),
    note: text().notNull(),
    by: text().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.fulfilmentId] })],
);
