import { failure } from '../errors.ts';
import type { StoredGuild, StoredMember } from '../model.ts';
import { PERMISSION, permissionsOf, rankOf } from '../permissions.ts';
import { botRoute } from '../route.ts';
import type { Answer, Call, Route } from '../route.ts';
import { channelShape, guildShape, memberShape } from '../shapes.ts';
import { byAge } from '../snowflake.ts';

/** The guild of a call; to a guild without the bot Discord answers as to an unknown one. */
function ownGuild(call: Call): StoredGuild {
  const guild = call.world.guild(call.params['guild_id'] ?? '');
  if (guild.members[call.identity.applicationId] === undefined) throw failure(10004);
  return guild;
}

function listMembers(call: Call): Answer {
  const guild = ownGuild(call);
  if (!call.world.state.switches.guild_members_intent) throw failure(50001);
  const limit = Number(call.query.get('limit') ?? 1);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw failure(50035, { errors: { limit: { _errors: [{ code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 1000.' }] } } });
  }
  const after = call.query.get('after') ?? '0';
  const members = Object.values(guild.members)
    .filter((m) => byAge(m.user_id, after) > 0)
    .sort((left, right) => byAge(left.user_id, right.user_id))
    .slice(0, limit);
  return { status: 200, body: members.map((m) => memberShape(call.world, m)) };
}

function getMember(call: Call): Answer {
  const guild = ownGuild(call);
  return { status: 200, body: memberShape(call.world, call.world.member(guild.id, call.params['user_id'] ?? '')) };
}

/** The member whose role is to change, after the checks of MANAGE_ROLES and of the role's place below the bot's own. */
function memberForRole(call: Call): { member: StoredMember; roleId: string } {
  const guild = ownGuild(call);
  const member = call.world.member(guild.id, call.params['user_id'] ?? '');
  const role = guild.roles.find((r) => r.id === call.params['role_id']);
  if (role === undefined) throw failure(10011);
  const bot = call.identity.applicationId;
  const allowed = (permissionsOf(guild, bot) & PERMISSION.MANAGE_ROLES) !== 0n;
  if (!allowed || role.managed || role.id === guild.id || role.position >= rankOf(guild, bot)) throw failure(50013);
  return { member, roleId: role.id };
}

function addRole(call: Call): Answer {
  const { member, roleId } = memberForRole(call);
  if (!member.roles.includes(roleId)) member.roles.push(roleId);
  call.world.touch();
  return { status: 204 };
}

function removeRole(call: Call): Answer {
  const { member, roleId } = memberForRole(call);
  member.roles = member.roles.filter((id) => id !== roleId);
  call.world.touch();
  return { status: 204 };
}

function listChannels(call: Call): Answer {
  const guild = ownGuild(call);
  const own = Object.values(call.world.state.channels).filter((c) => c.guild_id === guild.id);
  return { status: 200, body: own.map((c) => channelShape(call.world, c)) };
}

export const guildRoutes: Route[] = [
  botRoute('GET', '/guilds/{guild_id}', (call) => ({ status: 200, body: guildShape(ownGuild(call), call.query.get('with_counts') === 'true') })),
  botRoute('GET', '/guilds/{guild_id}/channels', listChannels),
  botRoute('GET', '/guilds/{guild_id}/roles', (call) => ({ status: 200, body: ownGuild(call).roles })),
  botRoute('GET', '/guilds/{guild_id}/members', listMembers),
  botRoute('GET', '/guilds/{guild_id}/members/{user_id}', getMember),
  botRoute('PUT', '/guilds/{guild_id}/members/{user_id}/roles/{role_id}', addRole),
  botRoute('DELETE', '/guilds/{guild_id}/members/{user_id}/roles/{role_id}', removeRole),
];
