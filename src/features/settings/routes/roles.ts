import type { APIRole } from 'discord-api-types/v10';
import * as z from 'zod';
import { guildRoute, ok } from '../../../define/route.ts';
import { readGuildView, type GuildView } from '../../../discord/guild-view.ts';
import { basePermissions, highestRole, isAbove, missingOf } from '../../../discord/permissions.ts';

/** Why the bot cannot give a role. */
const OBSTACLES = ['everyone', 'managed', 'needs_manage_roles', 'above_bot'] as const;
type Obstacle = (typeof OBSTACLES)[number];

const roleShape = z.object({
  id: z.string(), name: z.string(), color: z.int(), position: z.int(), managed: z.boolean(), assignable: z.boolean(),
  reason: z.object({ code: z.enum(OBSTACLES), message: z.string() }).nullable(),
});

function obstacle({ guild, bot }: GuildView, applicationId: string, role: APIRole): Obstacle | null {
  if (role.id === guild.id) return 'everyone';
  if (role.managed) return 'managed';
  if (missingOf(basePermissions(guild, { id: applicationId, roles: bot.roles }), ['MANAGE_ROLES']).length > 0) return 'needs_manage_roles';
  const own = highestRole(guild, bot);
  return own && isAbove(own, role) ? null : 'above_bot';
}

/** Roles of a server, highest first. */
export const getRoles = guildRoute({
  method: 'GET', path: '/api/:server_id/roles', access: 'staff',
  summary: 'Roles of a server, and whether the bot can give each',
  reply: z.object({ data: z.array(roleShape) }),
  async run(ctx) {
    const view = await readGuildView(ctx);
    const roles = [...view.guild.roles].sort((a, b) => (isAbove(a, b) ? -1 : 1));
    return ok({
      data: roles.map((role) => {
        const code = obstacle(view, ctx.applicationId, role);
        return {
          id: role.id, name: role.name, color: role.color, position: role.position, managed: role.managed, assignable: code === null,
          reason: code === null ? null : { code, message: ctx.texts.t(`settings.unassignable.${code}`) },
        };
      }),
    });
  },
});
