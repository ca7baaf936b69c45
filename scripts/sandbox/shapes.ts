import type { APIUser } from 'discord-api-types/v10';
import type { Dict, StoredChannel, StoredGuild, StoredMember, StoredUser } from './model.ts';
import type { World } from './world.ts';

/** A user as Discord sends one. */
export function userShape(user: StoredUser): APIUser {
  return {
    id: user.id, username: user.username, discriminator: user.discriminator, global_name: user.global_name, avatar: user.avatar,
    ...(user.bot ? { bot: true } : {}), banner: null, accent_color: null,
    avatar_decoration_data: null, collectibles: null, primary_guild: null,
  };
}

/** A guild member without its user, as in an interaction's resolved data. */
export function partialMemberShape(member: StoredMember): Dict {
  return {
    nick: member.nick, roles: member.roles, joined_at: member.joined_at, avatar: null, banner: null,
    premium_since: null, communication_disabled_until: null, pending: false, flags: 0,
  };
}

/** A guild member as the REST API gives one. */
export function memberShape(world: World, member: StoredMember): Dict {
  return { ...partialMemberShape(member), deaf: false, mute: false, user: userShape(world.user(member.user_id)) };
}

/** A channel as the REST API gives one. */
export function channelShape(world: World, channel: StoredChannel): Dict {
  const lastMessage = world.messages(channel.id).at(-1)?.message.id ?? null;
  if (channel.type === 1) {
    return {
      id: channel.id, type: 1, flags: 0, last_message_id: lastMessage,
      recipients: [userShape(world.user(channel.recipient_id ?? ''))],
    };
  }
  return {
    id: channel.id, type: channel.type, flags: 0, last_message_id: lastMessage, guild_id: channel.guild_id, name: channel.name,
    topic: channel.topic ?? null, position: channel.position ?? 0, permission_overwrites: channel.permission_overwrites ?? [],
    nsfw: false, rate_limit_per_user: 0, parent_id: null,
  };
}

/** A guild as GET /guilds/{id} gives it. */
export function guildShape(guild: StoredGuild, withCounts: boolean): Dict {
  const size = Object.keys(guild.members).length;
  return {
    id: guild.id, name: guild.name, icon: guild.icon, owner_id: guild.owner_id, roles: guild.roles, emojis: [], stickers: [],
    features: ['COMMUNITY', 'NEWS'], preferred_locale: guild.preferred_locale, description: null, splash: null, discovery_splash: null,
    banner: null, afk_channel_id: null, afk_timeout: 300, widget_enabled: false, verification_level: 1, default_message_notifications: 1,
    explicit_content_filter: 2, mfa_level: 0, application_id: null, system_channel_id: null, system_channel_flags: 0,
    rules_channel_id: null, public_updates_channel_id: null, safety_alerts_channel_id: null, vanity_url_code: null, premium_tier: 0,
    premium_subscription_count: 0, premium_progress_bar_enabled: false, nsfw_level: 0, max_members: 500_000, region: 'deprecated',
    ...(withCounts ? { approximate_member_count: size, approximate_presence_count: Math.ceil(size / 2) } : {}),
  };
}
