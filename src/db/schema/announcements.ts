import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { REPEATS } from '../../kernel/wall-clock.ts';

/** The last number that was given to a record of a kind (migrations/0008_announcements.sql). */
export const givenNumber = sqliteTable(
  'given_number',
  { guild: text().notNull(), kind: text().notNull(), last: integer().notNull() },
  (table) => [primaryKey({ columns: [table.guild, table.kind] })],
);

/** The table `announcement` of migrations/0008_announcements.sql as drizzle sees it; the SQL is the truth, with its triggers. */
export const announcement = sqliteTable(
  'announcement',
  {
    guild: text().notNull(),
    announcementId: integer('announcement_id').notNull(),
    version: integer().notNull(),
    title: text().notNull(),
    content: text().notNull(),
    /** JSON in Discord's shape. */
    embed: text(),
    taskId: integer('task_id'),
    channel: text().notNull(),
    mention: text().notNull(),
    pin: integer().notNull(),
    state: text({ enum: ['scheduled', 'posted', 'deleted'] }).notNull(),
    wall: text(),
    repeat: text({ enum: REPEATS }).notNull(),
    due: integer(),
    posts: integer().notNull(),
    postedAt: integer('posted_at'),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.announcementId] })],
);
