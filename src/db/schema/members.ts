import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The tables of migrations/0011_members.sql; the SQL is the truth, with its triggers. */
export const member = sqliteTable(
  'member',
  {
    guild: text().notNull(),
    userId: text('user_id').notNull(),
    state: text({ enum: ['active', 'inactive', 'left', 'erased'] }).notNull(),
    since: integer().notNull(),
    name: text().notNull(),
    avatar: text().notNull(),
    joinedAt: integer('joined_at'),
    checkedAt: integer('checked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.userId] })],
);

export const memberSweep = sqliteTable('member_sweep', {
  guild: text().primaryKey(),
  after: text().notNull(),
  at: integer().notNull(),
  listedAt: integer('listed_at').notNull(),
});
