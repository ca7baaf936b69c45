import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Tables of migrations/0010_servers.sql that are read through drizzle. */
export const server = sqliteTable('server', {
  guild: text().primaryKey(),
  name: text().notNull(),
  icon: text(),
  ownerId: text('owner_id'),
  memberCount: integer('member_count'),
  installedAt: integer('installed_at'),
  installedBy: text('installed_by'),
  removedAt: integer('removed_at'),
  checkedAt: integer('checked_at').notNull(),
});

export const logLine = sqliteTable(
  'log_line',
  {
    at: integer().notNull(),
    n: integer().notNull(),
    level: text({ enum: ['info', 'warn', 'error'] }).notNull(),
    event: text().notNull(),
    reference: text(),
    guild: text(),
    fields: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.at, table.n] })],
);

/** Guild `0` is the application as a whole. */
export const presence = sqliteTable('presence', {
  guild: text().primaryKey(),
  version: integer().notNull(),
  status: text({ enum: ['online', 'idle', 'dnd', 'invisible'] }).notNull(),
  activityType: text('activity_type', { enum: ['playing', 'listening', 'watching', 'competing', 'custom'] }),
  activityText: text('activity_text').notNull(),
  by: text().notNull(),
  at: integer().notNull(),
});
