import type { APIGuild } from 'discord-api-types/v10';
import * as z from 'zod';
import { CHANNEL_PURPOSES, FEATURES, type Settings, settingsSchema } from '../../../kernel/settings.ts';
import { snowflakeTime } from '../../../kernel/snowflake.ts';

const { currency, earning, limits, shop, tasks, roles, exclude, locale, global, paused, changed } = settingsSchema.shape;
const id = z.string();

/** Every setting of a server: under the older bot's names, and by the sections of /config. */
export const configShape = z.object({
  server_id: id, version: z.int(),
  server_name: z.string().nullable(), member_count: z.int().nullable(), icon_url: z.string().nullable(), owner_id: id.nullable(), created_at: z.string(),
  prefix: z.string(), currency_name: z.string(), currency_symbol: z.string(), admin_roles: z.array(id), moderator_roles: z.array(id),
  log_channel: id.nullable(), welcome_channel: id.nullable(), task_channel_id: id.nullable(), shop_channel_id: id.nullable(),
  global_shop: z.boolean(), global_tasks: z.boolean(), features: z.record(z.string(), z.boolean()),
  currency, earning, limits, shop, tasks, channels: z.record(z.enum(CHANNEL_PURPOSES), id.nullable()), roles, exclude, locale, global, paused, changed,
});

/** Settings of a server with their version. */
export interface Kept {
  settings: Settings;
  version: number;
}

/** The settings as the API shows them. `guild`: as Discord tells, or null where it does not answer. */
export function configBody(serverId: string, { settings, version }: Kept, guild: APIGuild | null): z.input<typeof configShape> {
  const { channels, off, prefix, ...sections } = settings;
  const channelOf = (purpose: (typeof CHANNEL_PURPOSES)[number]): string | null => channels[purpose] ?? null;
  return {
    server_id: serverId, version,
    server_name: guild?.name ?? null, member_count: guild?.approximate_member_count ?? null, owner_id: guild?.owner_id ?? null,
    icon_url: guild?.icon ? `https://cdn.discordapp.com/icons/${serverId}/${guild.icon}.png` : null,
    created_at: new Date(snowflakeTime(serverId)).toISOString(),
    prefix, currency_name: settings.currency.name, currency_symbol: settings.currency.symbol,
    admin_roles: settings.roles.admin, moderator_roles: settings.roles.moderator,
    log_channel: channelOf('log'), welcome_channel: channelOf('welcome'), task_channel_id: channelOf('tasks'), shop_channel_id: channelOf('shop'),
    global_shop: settings.global.shop, global_tasks: settings.global.tasks,
    features: {
      currency: !off.includes('economy'), moderation: true,
      ...Object.fromEntries(FEATURES.map((feature) => [feature, !off.includes(feature)])),
    },
    ...sections,
    channels: Object.fromEntries(CHANNEL_PURPOSES.map((purpose) => [purpose, channelOf(purpose)])) as Record<(typeof CHANNEL_PURPOSES)[number], string | null>,
  };
}
