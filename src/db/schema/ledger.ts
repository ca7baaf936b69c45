import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** The tables of migrations/0001_ledger.sql as drizzle sees them; the SQL is the truth, with its triggers. */
export const entry = sqliteTable(
  'entry',
  {
    guild: text().notNull(),
    seq: integer().notNull(),
    opKey: text('op_key').notNull(),
    kind: text().notNull(),
    asset: text().notNull(),
    fromAccount: text('from_account').notNull(),
    toAccount: text('to_account').notNull(),
    amount: integer().notNull(),
    fromBefore: integer('from_before').notNull(),
    fromAfter: integer('from_after').notNull(),
    toBefore: integer('to_before').notNull(),
    toAfter: integer('to_after').notNull(),
    onceKey: text('once_key'),
    ref: text(),
    actor: text().notNull(),
    note: text().notNull(),
    at: integer().notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.guild, table.seq] }),
    uniqueIndex('entry_once').on(table.guild, table.onceKey),
    index('entry_kind').on(table.guild, table.kind, table.seq),
  ],
);

export const op = sqliteTable(
  'op',
  {
    guild: text().notNull(),
    opKey: text('op_key').notNull(),
    fingerprint: text().notNull(),
    kind: text().notNull(),
    outcome: text({ enum: ['done', 'refused'] }).notNull(),
    entries: integer().notNull(),
    result: text().notNull(),
    actor: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.opKey] })],
);

export const account = sqliteTable(
  'account',
  {
    guild: text().notNull(),
    accountId: text('account_id').notNull(),
    asset: text().notNull(),
    balance: integer().notNull(),
    totalIn: integer('total_in').notNull(),
    totalOut: integer('total_out').notNull(),
    lastSeq: integer('last_seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.accountId, table.asset] })],
);

export const hold = sqliteTable(
  'hold',
  {
    guild: text().notNull(),
    holdId: text('hold_id').notNull(),
    owner: text().notNull(),
    asset: text().notNull(),
    amount: integer().notNull(),
    held: integer().notNull(),
    purpose: text().notNull(),
    state: text({ enum: ['open', 'posted', 'voided', 'expired'] }).notNull(),
    openedAt: integer('opened_at').notNull(),
    expiresAt: integer('expires_at'),
    lastSeq: integer('last_seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.holdId] })],
);

export const freeze = sqliteTable(
  'freeze',
  {
    guild: text().notNull(),
    accountId: text('account_id').notNull(),
    reason: text().notNull(),
    actor: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.accountId] })],
);

export const checkpoint = sqliteTable(
  'checkpoint',
  {
    guild: text().notNull(),
    seq: integer().notNull(),
    hash: text().notNull(),
    at: integer().notNull(),
    objectKey: text('object_key').notNull(),
    objectHash: text('object_hash').notNull(),
    entriesBelow: integer('entries_below').notNull(),
    keysBefore: integer('keys_before').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.seq] })],
);

export const stat = sqliteTable(
  'stat',
  {
    guild: text().notNull(),
    day: integer().notNull(),
    asset: text().notNull(),
    kind: text().notNull(),
    count: integer().notNull(),
    amount: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.day, table.asset, table.kind] })],
);
