import type { APIGuildMember } from 'discord-api-types/v10';
import type { Row } from '../../db/database.ts';

/** Characters of a name that is kept; Discord's own limit is 32. */
const NAME_MAX = 80;
const FILE_HOST = 'https://cdn.discordapp.com';

export type MemberState = 'active' | 'inactive' | 'left' | 'erased';

/** What a look-up at Discord found. */
export interface Found {
  user: string;
  name: string;
  /** Path below Discord's file host, or empty. */
  avatar: string;
  joinedAt: number | null;
}

/** What is kept of a member as Discord describes them. */
export function foundOf(guild: string, { user, nick, avatar, joined_at }: APIGuildMember): Found {
  const joined = joined_at ? Date.parse(joined_at) : Number.NaN;
  const own = user.avatar ? `avatars/${user.id}/${user.avatar}.png` : '';
  return {
    user: user.id, name: (nick ?? user.global_name ?? user.username).slice(0, NAME_MAX),
    avatar: avatar ? `guilds/${guild}/users/${user.id}/avatars/${avatar}.png` : own,
    joinedAt: Number.isNaN(joined) ? null : joined,
  };
}

const UPSERT = `INSERT INTO member (guild, user_id, state, since, name, avatar, joined_at, checked_at)
  SELECT ?1, value ->> '$.user', IIF(value ->> '$.gone', 'left', 'active'), ?3, value ->> '$.name', value ->> '$.avatar',
    value ->> '$.joinedAt', ?3 FROM json_each(?2) WHERE true
  ON CONFLICT (guild, user_id) DO UPDATE SET`;

/** Somebody who is there: the name is new, and who had left is back. An erased member stays erased. */
const PRESENT = `${UPSERT} since = IIF(state = 'left', excluded.since, since), state = IIF(state = 'left', 'active', state),
  name = IIF(state = 'erased', '', excluded.name), avatar = IIF(state = 'erased', '', excluded.avatar),
  joined_at = IIF(state = 'erased', NULL, excluded.joined_at), checked_at = excluded.checked_at`;

/** Somebody who is not: the moment is kept once, and so is the last known name. */
const ABSENT = `${UPSERT} since = IIF(state IN ('left', 'erased'), since, excluded.since),
  state = IIF(state = 'erased', state, 'left'), checked_at = excluded.checked_at`;

/**
 * Writes what look-ups found. The rows carry no value and no staff decided them, so they go past the ledger.
 * @param gone ids of those that Discord does not know in this server
 */
export async function keepFound(d1: D1Database, guild: string, found: Found[], gone: string[], now: number): Promise<void> {
  const absent = gone.map((user) => ({ user, name: '', avatar: '', joinedAt: null, gone: 1 }));
  const batch = [
    ...(found.length > 0 ? [d1.prepare(PRESENT).bind(guild, JSON.stringify(found), now)] : []),
    ...(absent.length > 0 ? [d1.prepare(ABSENT).bind(guild, JSON.stringify(absent), now)] : []),
  ];
  if (batch.length > 0) await d1.batch(batch);
}

export const avatarUrl = (path: string): string | null => (path === '' ? null : `${FILE_HOST}/${path}`);

/** Text of a column that may be NULL because the member has no row. */
export const textOf = (row: Row, column: string): string => String(row[column] ?? '');
export const momentOf = (value: unknown): string | null => (value === null || value === undefined || value === 0 ? null : new Date(Number(value)).toISOString());
