import * as z from 'zod';
import { guildRoute, ok } from '../../../define/route.ts';
import { readGuildView, TEXT_TYPES } from '../../../discord/guild-view.ts';
import { channelPermissions, missingOf, type PermissionName } from '../../../discord/permissions.ts';
import type { GuildChannel } from '../../../discord/rest.ts';

/** What the bot needs for everything that it does in a channel: see it, write, embed, attach, find its own, pin, tidy up. */
const NEEDED: readonly PermissionName[] = [
  'VIEW_CHANNEL', 'SEND_MESSAGES', 'EMBED_LINKS', 'ATTACH_FILES', 'READ_MESSAGE_HISTORY', 'PIN_MESSAGES', 'MANAGE_MESSAGES',
];

const channelShape = z.object({
  id: z.string(), name: z.string(), type: z.enum(['text', 'announcement']), position: z.int(),
  category: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Permissions that the bot lacks there, by Discord's names. */
  missing: z.array(z.string()),
});

const placeOf = (channel: GuildChannel | undefined): number => channel?.position ?? -1;

/** Channels that messages can be posted in, in the order in which Discord shows them. */
export const getChannels = guildRoute({
  method: 'GET', path: '/api/:server_id/channels', access: 'staff',
  summary: 'Text channels of a server, with the permissions that the bot lacks in each',
  reply: z.object({ data: z.array(channelShape) }),
  async run(ctx) {
    const { guild, channels, bot } = await readGuildView(ctx);
    const member = { id: ctx.applicationId, roles: bot.roles };
    const byId = new Map(channels.map((channel) => [channel.id, channel]));
    const category = (channel: GuildChannel): GuildChannel | undefined => byId.get(channel.parent_id ?? '');
    const shown = channels
      .filter(({ type }) => TEXT_TYPES.includes(type))
      .sort((a, b) => placeOf(category(a)) - placeOf(category(b)) || placeOf(a) - placeOf(b) || a.id.localeCompare(b.id));
    return ok({
      data: shown.map((channel) => {
        const above = category(channel);
        return {
          id: channel.id, name: channel.name, type: channel.type === 5 ? ('announcement' as const) : ('text' as const), position: placeOf(channel),
          category: above ? { id: above.id, name: above.name } : null,
          missing: missingOf(channelPermissions(guild, member, channel.permission_overwrites ?? []), NEEDED),
        };
      }),
    });
  },
});
