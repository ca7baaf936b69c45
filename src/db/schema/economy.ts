import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The tables of migrations/0003_economy.sql. */
export const cooldown = sqliteTable(
  'cooldown',
  {
    guild: text().notNull(),
    accountId: text('account_id').notNull(),
    name: text().notNull(),
    at: integer().notNull(),
    streak: integer().notNull(),
    previousAt: integer('previous_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.accountId, table.name] })],
);

export const earnedDay = sqliteTable(
  'earned_day',
  {
    guild: text().notNull(),
    accountId: text('account_id').notNull(),
    day: integer().notNull(),
    amount: integer().notNull(),
    previous: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.accountId] })],
);

export const periodTotal = sqliteTable(
  'period_total',
  {
    guild: text().notNull(),
    period: text().notNull(),
    accountId: text('account_id').notNull(),
    amount: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.period, table.accountId] })],
);

export const periodRollup = sqliteTable('period_rollup', {
  guild: text().primaryKey(),
  seq: integer().notNull(),
  previous: integer().notNull(),
  at: integer().notNull(),
});

export const boardSnapshot = sqliteTable(
  'board_snapshot',
  {
    guild: text().notNull(),
    board: text().notNull(),
    at: integer().notNull(),
    members: integer().notNull(),
    step: integer().notNull(),
    marks: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.board] })],
);

export const roleExclusion = sqliteTable(
  'role_exclusion',
  { guild: text().notNull(), accountId: text('account_id').notNull(), boards: text().notNull() },
  (table) => [primaryKey({ columns: [table.guild, table.accountId] })],
);

export const job = sqliteTable(
  'job',
  {
    guild: text().notNull(),
    jobId: text('job_id').notNull(),
    kind: text().notNull(),
    state: text({ enum: ['running', 'done', 'failed', 'cancelled'] }).notNull(),
    input: text().notNull(),
    cursor: text().notNull(),
    done: integer().notNull(),
    skipped: integer().notNull(),
    error: text().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    leaseUntil: integer('lease_until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.jobId] })],
);
