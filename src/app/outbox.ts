import { readClient } from '../db/client.ts';
import { d1Database } from '../db/database.ts';
import { databaseNamed, placeGuild } from '../db/placement.ts';
import { outboxObject } from '../discord/outbox.object.ts';
import { settingsOf } from '../kernel/settings.ts';
import { readSettings } from '../ledger/statements.ts';
import type { Env } from '../kernel/env.ts';
import type { OpenGuild } from '../discord/outbox/guild-run.ts';
import { catalogues } from './catalogues.ts';
import { FEATURES } from './features.ts';

/** A guild as its cards are drawn: where its rows are, its settings as committed, texts in its own language. */
async function openGuild(env: Env, guild: string): Promise<OpenGuild> {
  const d1 = databaseNamed(env, await placeGuild(env, guild, Date.now()));
  const database = d1Database(d1);
  const [rows = []] = await database.batch([readSettings(guild)]);
  const settings = settingsOf(rows[0]?.['value']);
  const texts = catalogues.texts(settings.locale.language, settings);
  return {
    database, files: env.FILES,
    mirror: { guildId: guild, db: readClient(d1), settings, texts, now: Date.now() },
    channelOff: (channel, code) => ({
      embeds: [{
        title: texts.t('settings.sync.told_title'), color: 0xc9822b,
        description: texts.t('settings.sync.told', { channel: `<#${channel}>`, code: String(code), command: '`/config sync`' }),
      }],
    }),
  };
}

/** The Durable Object class that wrangler.toml binds: one instance, which sends everything to Discord that can wait. */
export class Outbox extends outboxObject({ mirrors: FEATURES.flatMap((feature) => feature.mirrors ?? []), open: openGuild }) {}
