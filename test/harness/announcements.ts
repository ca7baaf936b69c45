import type * as z from 'zod';
import { postDueAnnouncements } from '../../src/features/announcements/cron.ts';
import type { settingsSchema } from '../../src/kernel/settings.ts';
import { configure, NO_RATE } from './configure.ts';
import { admin, freshId, guild, type Guild, type Person } from './discord.ts';
import { databaseOf, env } from './env.ts';
import { discord } from './fake-discord.ts';

/** Discord knows the server from now on, with one channel and one role of its own. */
export function knownToDiscord(where: Guild, channel: string, role = freshId()): void {
  const bot = { user: { id: env.DISCORD_APPLICATION_ID }, roles: [] };
  const told: [string, object][] = [
    [`/guilds/${where.id}(\\?|$)`, { id: where.id, owner_id: '1', roles: [{ id: where.id, permissions: '0' }, { id: role, permissions: '0' }] }],
    [`/guilds/${where.id}/channels`, [{ id: channel, type: 0, name: 'news', position: 1 }]],
    [`/guilds/${where.id}/members/${env.DISCORD_APPLICATION_ID}`, bot],
  ];
  for (const [path, body] of told) discord.trouble(new RegExp(`^GET ${path}`), { status: 200, body }, 99);
}

/** A server with its staff and a channel that Discord knows as one of its own. */
export async function served(settings: z.input<typeof settingsSchema> = {}): Promise<{ where: Guild; staff: Person; channel: string; role: string }> {
  const [where, channel, role] = [guild(), freshId(), freshId()];
  await configure(where, { limits: NO_RATE, ...settings });
  knownToDiscord(where, channel, role);
  return { where, staff: admin(), channel, role };
}

/** Rows of a guild; `?1` is its id. */
export async function rows<T = Record<string, unknown>>(where: Guild, sql: string): Promise<T[]> {
  return (await (await databaseOf(where.id)).prepare(sql).bind(where.id).all<T>()).results;
}

/** What the minute's cron does at a moment. */
export const tick = (now: number): Promise<void> => postDueAnnouncements.run({ env, scheduledAt: now, now });

/** The outbox sends by itself, an edit some seconds after the last one. */
export const soon = { timeout: 30_000, interval: 200 };
