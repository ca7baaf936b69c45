import { refreshGuild } from '../../src/guild/inspection.stub.ts';
import { settingsSchema } from '../../src/kernel/settings.ts';
import type * as z from 'zod';
import { person, run, type Guild } from './discord.ts';
import { databaseOf, env } from './env.ts';

/** Settings that let one member change balances as often as a race needs. */
export const NO_RATE = { changesPerMinute: 1_000_000 };

/** Gives a guild these settings, past the commands: the row is written and the object told to read it. */
export async function configure(where: Guild, settings: z.input<typeof settingsSchema>): Promise<void> {
  // The first command places the guild in a database.
  await run(person('setup'), where, '/balance');
  const db = await databaseOf(where.id);
  const version = await db.prepare('SELECT version FROM guild_settings WHERE guild = ?1').bind(where.id).first<number>('version');
  await db.prepare(`INSERT INTO guild_settings (guild, version, value) VALUES (?1, ?2, ?3)
    ON CONFLICT (guild) DO UPDATE SET version = excluded.version, value = excluded.value`)
    .bind(where.id, (version ?? 0) + 1, JSON.stringify(settingsSchema.parse(settings))).run();
  await refreshGuild(env, where.id);
}

/** Moves a cooldown of a member back by so many milliseconds, or to a moment. */
export async function rewind(where: Guild, user: string, name: string, to: { by: number } | { at: number }): Promise<void> {
  const db = await databaseOf(where.id);
  const at = 'by' in to ? 'at - ?4' : '?4';
  await db.prepare(`UPDATE cooldown SET at = ${at} WHERE guild = ?1 AND account_id = ?2 AND name = ?3`)
    .bind(where.id, `u:${user}`, name, 'by' in to ? to.by : to.at).run();
}
