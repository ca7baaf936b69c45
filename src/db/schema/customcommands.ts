import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The tables of migrations/0009_customcommands.sql; the SQL is the truth, with its triggers. */
export const customCommand = sqliteTable(
  'custom_command',
  {
    guild: text().notNull(),
    name: text().notNull(),
    version: integer().notNull(),
    description: text().notNull(),
    response: text().notNull(),
    cost: integer().notNull(),
    private: integer().notNull(),
    removed: integer().notNull(),
    uses: integer().notNull(),
    lastUsedAt: integer('last_used_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.name] })],
);

export const customCommandCreation = sqliteTable(
  'custom_command_creation',
  { guild: text().notNull(), at: integer().notNull(), opKey: text('op_key').notNull() },
  (table) => [primaryKey({ columns: [table.guild, table.at, table.opKey] })],
);

/** A command as Discord is to show it. */
export const guildCommand = sqliteTable(
  'guild_command',
  {
    guild: text().notNull(),
    name: text().notNull(),
    definition: text().notNull(),
    commandId: text('command_id'),
    wanted: integer().notNull(),
    shown: integer().notNull(),
    state: text({ enum: ['pending_sync', 'synced', 'failed'] }).notNull(),
    removed: integer().notNull(),
    error: text().notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.guild, table.name] })],
);
