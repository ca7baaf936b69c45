import { failure } from '../errors.ts';
import type { StoredChannel } from '../model.ts';
import { permissionsOf } from '../permissions.ts';
import { botRoute, userRoute } from '../route.ts';
import type { Answer, Call, Route } from '../route.ts';
import { channelShape, guildShape, userShape } from '../shapes.ts';
import { byAge, snowflake } from '../snowflake.ts';
import type { World } from '../world.ts';
import { openChannel } from './messages.ts';

/** The direct-message channel between the bot and a user, if one was opened. */
export function directOf(world: World, userId: string): StoredChannel | undefined {
  return Object.values(world.state.channels).find((c) => c.type === 1 && c.recipient_id === userId);
}

/** The direct-message channel between the bot and a user, opened on first use. */
export function directChannel(world: World, userId: string, now: number): StoredChannel {
  const user = world.user(userId);
  const open = directOf(world, user.id);
  if (open !== undefined) return open;
  const channel: StoredChannel = { id: snowflake(now), type: 1, recipient_id: user.id };
  world.state.channels[channel.id] = channel;
  world.touch();
  return channel;
}

function createDirect(call: Call): Answer {
  const recipient = call.world.user(String(call.body['recipient_id'] ?? ''));
  if (recipient.bot) throw failure(50007);
  return { status: 200, body: channelShape(call.world, directChannel(call.world, recipient.id, call.now)) };
}

function ownGuilds(call: Call): Answer {
  const who = call.user?.id ?? call.identity.applicationId;
  const limit = Math.min(200, Math.max(1, Number(call.query.get('limit') ?? 200)));
  const after = call.query.get('after') ?? '0';
  const guilds = Object.values(call.world.state.guilds)
    .filter((g) => g.members[who] !== undefined && byAge(g.id, after) > 0)
    .sort((left, right) => byAge(left.id, right.id))
    .slice(0, limit);
  return {
    status: 200,
    body: guilds.map((guild) => {
      const { id, name, icon, banner, features } = guildShape(guild, false);
      const counts = call.query.get('with_counts') === 'true' ? { approximate_member_count: Object.keys(guild.members).length } : {};
      return { id, name, icon, banner, features, ...counts, owner: guild.owner_id === who, permissions: permissionsOf(guild, who).toString() };
    }),
  };
}

function application(call: Call): Answer {
  const bot = userShape(call.world.user(call.identity.applicationId));
  const owner = Object.values(call.world.state.guilds)[0]?.owner_id;
  return {
    status: 200,
    body: {
      id: call.identity.applicationId, name: 'Coffer', icon: null, description: '', summary: '', type: null, bot,
      verify_key: call.identity.publicKey, bot_public: true, bot_require_code_grant: false,
      flags: call.world.state.switches.guild_members_intent ? 1 << 15 : 0, hook: true, is_monetized: false, redirect_uris: [], tags: [],
      interactions_endpoint_url: null, approximate_guild_count: Object.keys(call.world.state.guilds).length,
      ...(owner === undefined ? {} : { owner: userShape(call.world.user(owner)) }),
    },
  };
}

export const userRoutes: Route[] = [
  userRoute('GET', '/users/@me', 'identify', (call) => ({ status: 200, body: userShape(call.user ?? call.world.user(call.identity.applicationId)) })),
  userRoute('GET', '/users/@me/guilds', 'guilds', ownGuilds),
  botRoute('POST', '/users/@me/channels', createDirect),
  botRoute('GET', '/users/{user_id}', (call) => ({ status: 200, body: userShape(call.world.user(call.params['user_id'] ?? '')) })),
  botRoute('GET', '/oauth2/applications/@me', application),
  botRoute('GET', '/applications/@me', application),
  botRoute('GET', '/channels/{channel_id}', (call) => ({ status: 200, body: channelShape(call.world, openChannel(call)) })),
];
