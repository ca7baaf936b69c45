import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Who is signed in (migrations/0007_access.sql); kept in DB alone. */
export const session = sqliteTable(
  'session',
  {
    sessionId: text('session_id').primaryKey(),
    kind: text({ enum: ['operator', 'discord'] }).notNull(),
    userId: text('user_id').notNull(),
    name: text().notNull(),
    avatar: text(),
    generation: integer().notNull(),
    rotatedAt: integer('rotated_at').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    endedAt: integer('ended_at'),
    endedBy: text('ended_by', { enum: ['signed_out', 'revoked', 'reused', 'discord'] }),
    address: text().notNull(),
    agent: text().notNull(),
    grantSealed: text('grant_sealed'),
  },
  (table) => [
    index('session_newest').on(table.createdAt, table.sessionId),
    index('session_of').on(table.userId, table.createdAt, table.sessionId),
    index('session_expiry').on(table.expiresAt),
  ],
);
