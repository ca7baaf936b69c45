import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The table `message` of migrations/0004_outbox.sql and 0008_announcements.sql as far as features read it. */
export const message = sqliteTable(
  'message',
  {
    guild: text().notNull(),
    kind: text().notNull(),
    record: text().notNull(),
    channel: text().notNull(),
    messageId: text('message_id'),
    state: text({ enum: ['pending_sync', 'synced', 'orphaned', 'failed'] }).notNull(),
    removed: integer().notNull(),
    error: text().notNull(),
    pin: integer().notNull(),
    pinned: integer().notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.kind, table.record] })],
);
