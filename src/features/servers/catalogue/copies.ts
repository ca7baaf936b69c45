import type { AlsoRow } from '../../../ledger/operation.ts';
import type { AlsoStatement } from '../../../ledger/statements.ts';
import type { Kind } from './entry.ts';

/** Which record of a guild mirrors an entry, at which version. Rides in the batch of the record's own change. */
export const COPY_SAVE: AlsoStatement = {
  name: 'servers.catalogue-copy',
  sql: `INSERT INTO catalogue_copy (guild, kind, entry_id, version, record)
    SELECT ?1, value ->> '$.r.kind', value ->> '$.r.entry', value ->> '$.r.version', value ->> '$.r.record' FROM json_each(?2) WHERE true
    ON CONFLICT (guild, kind, entry_id) DO UPDATE SET version = excluded.version, record = excluded.record`,
};

/** A copy: the record is an item's or a task's number, 0 where the guild could not take the entry. */
export interface Copy {
  kind: Kind;
  entry: number;
  version: number;
  record: number;
}

export const saveCopy = (copy: Copy): AlsoRow => ({ statement: COPY_SAVE.name, row: { ...copy } });

/** Under this number of no entry a guild keeps how far it has followed the catalogue. */
const REVISION = 0;

const DIRECT_SQL = `INSERT INTO catalogue_copy (guild, kind, entry_id, version, record) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (guild, kind, entry_id) DO UPDATE SET version = excluded.version, record = excluded.record`;

/** Notes a copy that came with no change of the guild's own records. */
export function noteCopy(db: D1Database, guild: string, { kind, entry, version, record }: Copy): D1PreparedStatement {
  return db.prepare(DIRECT_SQL).bind(guild, kind, entry, version, record);
}

/** Notes that a guild has everything up to a revision of the catalogue. */
export const noteRevision = (db: D1Database, guild: string, kind: Kind, revision: number): D1PreparedStatement =>
  noteCopy(db, guild, { kind, entry: REVISION, version: revision, record: 0 });

const COPIES_SQL = 'SELECT kind, entry_id AS entry, version, record FROM catalogue_copy WHERE guild = ?1 AND kind = ?2 AND entry_id > 0';

export async function readCopies(db: D1Database, guild: string, kind: Kind): Promise<Map<number, Copy>> {
  const { results } = await db.prepare(COPIES_SQL).bind(guild, kind).all<Copy>();
  return new Map(results.map((copy) => [copy.entry, copy]));
}

/** A guild that takes something from the catalogue, and the revisions that it has followed to. */
export interface Taker {
  guild: string;
  settings: string;
  settingsVersion: number;
  shop: number;
  tasks: number;
}

/** The guilds of one database that are behind; by the partial index of those that take anything. */
const BEHIND_SQL = `SELECT guild_settings.guild, guild_settings.value AS settings, guild_settings.version AS settingsVersion,
    COALESCE(s.version, 0) AS shop, COALESCE(t.version, 0) AS tasks
  FROM guild_settings LEFT JOIN catalogue_copy AS s ON s.guild = guild_settings.guild AND s.kind = 'shop' AND s.entry_id = ${REVISION}
    LEFT JOIN catalogue_copy AS t ON t.guild = guild_settings.guild AND t.kind = 'tasks' AND t.entry_id = ${REVISION}
  WHERE (value ->> '$.global.shop' = 1 OR value ->> '$.global.tasks' = 1)
    AND ((value ->> '$.global.shop' = 1 AND COALESCE(s.version, 0) <> ?1) OR (value ->> '$.global.tasks' = 1 AND COALESCE(t.version, 0) <> ?2))
  ORDER BY guild_settings.guild LIMIT ?3`;

export async function readBehind(db: D1Database, revision: Record<Kind, number>, limit: number): Promise<Taker[]> {
  return (await db.prepare(BEHIND_SQL).bind(revision.shop, revision.tasks, limit).all<Taker>()).results;
}
