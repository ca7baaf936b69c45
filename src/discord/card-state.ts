import { sql } from 'drizzle-orm';
import type { Guilds } from '../db/client.ts';

/** Where a record's card is, and whether it shows what it should. */
export interface CardState {
  record: string;
  channel: string;
  message: string | null;
  state: string;
  error: string;
}

/** The cards of these records, by primary key. */
export async function readCards({ db, guildId }: { db: Guilds; guildId: string }, kind: string, records: number[]): Promise<Map<number, CardState>> {
  if (records.length === 0) return new Map();
  const wanted = JSON.stringify(records.map(String));
  const rows = await db.all<CardState>(sql`SELECT record, channel, message_id AS message, state, error FROM json_each(${wanted}) AS wanted
    CROSS JOIN message ON message.guild = ${guildId} AND message.kind = ${kind} AND message.record = wanted.value AND message.removed = 0`);
  return new Map(rows.map((row) => [Number(row.record), row]));
}
