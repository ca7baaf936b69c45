import type { APIGuild, APIGuildMember, APIOverwrite, APIRole } from 'discord-api-types/v10';

/** Discord's permission bits that Coffer asks about, by Discord's own names. */
export const PERMISSION = {
  ADMINISTRATOR: 1n << 3n,
  MANAGE_GUILD: 1n << 5n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MANAGE_ROLES: 1n << 28n,
  PIN_MESSAGES: 1n << 51n,
} as const;
export type PermissionName = keyof typeof PERMISSION;

/** What an owner and whoever has ADMINISTRATOR may do. */
export const EVERYTHING = (1n << 64n) - 1n;

type Guild = Pick<APIGuild, 'id' | 'owner_id' | 'roles'>;
type Member = { id: string; roles: APIGuildMember['roles'] };

/** A member's permissions in the server: of @everyone and of each role together. */
export function basePermissions(guild: Guild, { id, roles }: Member): bigint {
  if (guild.owner_id === id) return EVERYTHING;
  let bits = 0n;
  for (const role of guild.roles) if (role.id === guild.id || roles.includes(role.id)) bits |= BigInt(role.permissions);
  return (bits & PERMISSION.ADMINISTRATOR) === 0n ? bits : EVERYTHING;
}

/**
 * A member's permissions in a channel, in Discord's order: what @everyone is denied and allowed there, then all of the
 * member's roles at once, then the member. Nobody takes anything from an administrator.
 */
export function channelPermissions(guild: Guild, member: Member, overwrites: readonly APIOverwrite[]): bigint {
  const base = basePermissions(guild, member);
  if (base === EVERYTHING) return base;
  const layers = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id }) => id !== guild.id && member.roles.includes(id)),
    overwrites.filter(({ id }) => id === member.id),
  ];
  return layers.reduce((bits, layer) => {
    const denied = layer.reduce((all, { deny }) => all | BigInt(deny), 0n);
    const allowed = layer.reduce((all, { allow }) => all | BigInt(allow), 0n);
    return (bits & ~denied) | allowed;
  }, base);
}

/** Which of these permissions are not among the bits. */
export function missingOf(bits: bigint, wanted: readonly PermissionName[]): PermissionName[] {
  return wanted.filter((name) => (bits & PERMISSION[name]) === 0n);
}

type Ranked = Pick<APIRole, 'id' | 'position'>;

/** Whether a role stands above another: by position, and of two on one position the older. */
export function isAbove(role: Ranked, other: Ranked): boolean {
  return role.position > other.position || (role.position === other.position && BigInt(role.id) < BigInt(other.id));
}

/** A member's highest role; @everyone where there is no other. */
export function highestRole({ id, roles }: Guild, member: Pick<Member, 'roles'>): APIRole | undefined {
  return roles
    .filter((role) => role.id === id || member.roles.includes(role.id))
    .reduce<APIRole | undefined>((highest, role) => (highest && !isAbove(role, highest) ? highest : role), undefined);
}
