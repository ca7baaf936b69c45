import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One row of settings a guild (migrations/0002_settings.sql). */
export const guildSettings = sqliteTable('guild_settings', {
  guild: text().primaryKey(),
  version: integer().notNull(),
  value: text().notNull(),
});

/** What staff did. */
export const audit = sqliteTable(
  'audit',
  {
    guild: text().notNull(),
    at: integer().notNull(),
    opKey: text('op_key').notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    target: text().notNull(),
    before: text(),
    after: text(),
    reason: text().notNull(),
    source: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.at, table.opKey] })],
);
