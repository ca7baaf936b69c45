import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The table `embed` of migrations/0008_announcements.sql as drizzle sees it; the SQL is the truth, with its triggers. */
export const embed = sqliteTable(
  'embed',
  {
    guild: text().notNull(),
    embedId: integer('embed_id').notNull(),
    version: integer().notNull(),
    name: text().notNull(),
    /** JSON in Discord's shape. */
    body: text().notNull(),
    copies: integer().notNull(),
    state: text({ enum: ['kept', 'deleted'] }).notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.embedId] })],
);
