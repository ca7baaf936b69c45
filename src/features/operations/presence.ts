import * as z from 'zod';
import type { AlsoRow } from '../../ledger/operation.ts';
import type { AlsoStatement } from '../../ledger/statements.ts';

export const STATUSES = ['online', 'idle', 'dnd', 'invisible'] as const;
const ACTIVITY_TYPES = ['playing', 'listening', 'watching', 'competing', 'custom'] as const;
/** Discord's limit for the name or state of an activity. */
const ACTIVITY_MAX = 128;

export const activity = z.object({ type: z.enum(ACTIVITY_TYPES).default('custom'), text: z.string().trim().min(1).max(ACTIVITY_MAX) });

/** What a client wishes. Left out, the activity stays; null takes it away. */
export const presenceWish = z.object({ status: z.enum(STATUSES).optional(), activity: activity.nullable().optional() })
  .refine(({ status, activity: shown }) => status !== undefined || shown !== undefined, { message: 'status or activity' });
export type PresenceWish = z.infer<typeof presenceWish>;

export interface Presence {
  version: number;
  status: (typeof STATUSES)[number];
  activity: z.infer<typeof activity> | null;
}

/** Before anybody has wished anything. */
const NO_WISH: Presence = { version: 0, status: 'online', activity: null };

const READ_SQL = 'SELECT version, status, activity_type, activity_text FROM presence WHERE guild = ?1';

/** The wish of a guild in its own database; guild `0` in DB is the application as a whole. */
export async function readPresence(db: D1Database, guild: string): Promise<Presence> {
  const row = await db.prepare(READ_SQL).bind(guild)
    .first<{ version: number; status: Presence['status']; activity_type: z.infer<typeof activity>['type'] | null; activity_text: string }>();
  if (!row) return NO_WISH;
  return { version: row.version, status: row.status, activity: row.activity_type ? { type: row.activity_type, text: row.activity_text } : null };
}

/** The presence after a wish. */
export function wished(before: Presence, wish: PresenceWish): Presence {
  return { version: before.version + 1, status: wish.status ?? before.status, activity: wish.activity === undefined ? before.activity : wish.activity };
}

const SAVE = `ON CONFLICT (guild) DO UPDATE SET version = excluded.version, status = excluded.status, activity_type = excluded.activity_type,
  activity_text = excluded.activity_text, by = excluded.by, at = excluded.at`;

/** A server's wish rides in the batch of its audit row. */
export const PRESENCE_SAVE: AlsoStatement = {
  name: 'operations.presence',
  sql: `INSERT INTO presence (guild, version, status, activity_type, activity_text, by, at)
    SELECT ?1, value ->> '$.r.version', value ->> '$.r.status', value ->> '$.r.type', value ->> '$.r.text', value ->> '$.by', value ->> '$.at'
    FROM json_each(?2) WHERE true ${SAVE}`,
  guards: { 'operations:version': 'conflict' },
  live: { topic: 'servers', id: 'server' },
};

export const savePresence = (guild: string, { version, status, activity: shown }: Presence): AlsoRow => ({
  statement: PRESENCE_SAVE.name, row: { server: guild, version, status, type: shown?.type ?? null, text: shown?.text ?? '' },
});

const SAVE_SQL = `INSERT INTO presence (guild, version, status, activity_type, activity_text, by, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ${SAVE}`;

/** The application's own wish, which belongs to no ledger. */
export function presenceStatement(db: D1Database, guild: string, next: Presence, by: { actor: string; now: number }): D1PreparedStatement {
  return db.prepare(SAVE_SQL).bind(guild, next.version, next.status, next.activity?.type ?? null, next.activity?.text ?? '', by.actor, by.now);
}
