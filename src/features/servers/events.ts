import * as z from 'zod';
import { placeGuild } from '../../db/placement.ts';
import type { Env } from '../../kernel/env.ts';
import { log } from '../../kernel/log.ts';
import { isSnowflake } from '../../kernel/snowflake.ts';

/** An event of Discord, as the door hands it on. */
export interface DiscordEvent {
  type: string;
  timestamp: string;
  data?: unknown;
}

const id = z.string().refine(isSnowflake);
const authorized = z.object({
  user: z.object({ id }),
  /** Only where the application was added to a server. */
  guild: z.object({
    id, name: z.string().max(200), icon: z.string().max(100).nullish(), owner_id: id.nullish(), approximate_member_count: z.int().nullish(),
  }).optional(),
});

const SEEN_SQL = 'SELECT 1 FROM webhook_event WHERE hash = ?1';
const REMEMBER_SQL = 'INSERT INTO webhook_event (hash, at) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING';
const KNOWN_SQL = 'SELECT removed_at FROM server WHERE guild = ?1';

/** Events come in any order: an older one changes nothing that a newer one has said, and brings nobody back. */
const INSTALL_SQL = `INSERT INTO server (guild, name, icon, owner_id, member_count, installed_at, installed_by, removed_at, checked_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8)
  ON CONFLICT (guild) DO UPDATE SET name = excluded.name, icon = excluded.icon, owner_id = COALESCE(excluded.owner_id, owner_id),
    member_count = COALESCE(excluded.member_count, member_count), installed_at = excluded.installed_at, installed_by = excluded.installed_by,
    removed_at = IIF(excluded.installed_at > COALESCE(removed_at, 0), NULL, removed_at), checked_at = MAX(checked_at, excluded.checked_at)
  WHERE excluded.installed_at >= COALESCE(installed_at, 0)`;

type Authorized = z.infer<typeof authorized>;
interface Taken {
  hash: string;
  /** Milliseconds: when it happened, and when it came. */
  at: number;
  now: number;
}

async function install({ DB }: Env, user: Authorized['user'], guild: NonNullable<Authorized['guild']>, { hash, at, now }: Taken): Promise<void> {
  const values = [guild.id, guild.name, guild.icon ?? null, guild.owner_id ?? null, guild.approximate_member_count ?? null, at, user.id, now];
  const [known, written] = await DB.batch<{ removed_at: number | null }>([
    DB.prepare(KNOWN_SQL).bind(guild.id), DB.prepare(INSTALL_SQL).bind(...values), DB.prepare(REMEMBER_SQL).bind(hash, now),
  ]);
  const removed = known?.results[0]?.removed_at ?? null;
  if ((written?.meta.changes ?? 0) === 0 || (removed !== null && at <= removed)) return;
  log('info', removed === null ? 'server.installed' : 'server.returned', { guild: guild.id, by: user.id });
}

/**
 * Takes an event once, however often it is delivered. An installation places the server and keeps what Discord says of it;
 * a server that comes back finds its ledger as it was. APPLICATION_DEAUTHORIZED names a person and no server, so that a
 * removal is learned from the daily look alone.
 */
export async function takeEvent(env: Env, { type, timestamp, data }: DiscordEvent, hash: string, now: number): Promise<void> {
  if ((await env.DB.prepare(SEEN_SQL).bind(hash).first()) !== null) return;
  const told = Date.parse(timestamp);
  const taken: Taken = { hash, at: Number.isFinite(told) ? Math.min(told, now) : now, now };
  if (type === 'APPLICATION_AUTHORIZED') {
    const read = authorized.safeParse(data);
    // Sent again it would be no better, so it is acknowledged.
    if (!read.success) log('warn', 'server.event_unread', { type, issues: read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) });
    else if (read.data.guild) {
      await placeGuild(env, read.data.guild.id, now);
      return install(env, read.data.user, read.data.guild, taken);
    }
  }
  await env.DB.prepare(REMEMBER_SQL).bind(hash, now).run();
}
