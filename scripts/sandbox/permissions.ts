import type { StoredChannel, StoredGuild } from './model.ts';

/** Discord's permission bits that the stand-in decides by. */
export const PERMISSION = {
  ADMINISTRATOR: 1n << 3n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  MENTION_EVERYONE: 1n << 17n,
  MANAGE_ROLES: 1n << 28n,
  MANAGE_WEBHOOKS: 1n << 29n,
  PIN_MESSAGES: 1n << 51n,
} as const;

const EVERYTHING = (1n << 53n) - 1n;

/** A member's permissions in a guild, or in one of its channels (overwrites applied in Discord's order). */
export function permissionsOf(guild: StoredGuild, userId: string, channel?: StoredChannel): bigint {
  if (guild.owner_id === userId) return EVERYTHING;
  const held = new Set([guild.id, ...(guild.members[userId]?.roles ?? [])]);
  let bits = 0n;
  for (const role of guild.roles) if (held.has(role.id)) bits |= BigInt(role.permissions);
  if ((bits & PERMISSION.ADMINISTRATOR) !== 0n) return EVERYTHING;

  const overwrites = channel?.permission_overwrites ?? [];
  const layers = [
    overwrites.filter((o) => o.type === 0 && o.id === guild.id),
    overwrites.filter((o) => o.type === 0 && o.id !== guild.id && held.has(o.id)),
    overwrites.filter((o) => o.type === 1 && o.id === userId),
  ];
  for (const layer of layers) {
    for (const overwrite of layer) bits &= ~BigInt(overwrite.deny);
    for (const overwrite of layer) bits |= BigInt(overwrite.allow);
  }
  return bits;
}

/** The position of a member's highest role; the owner stands above all. */
export function rankOf(guild: StoredGuild, userId: string): number {
  if (guild.owner_id === userId) return Number.POSITIVE_INFINITY;
  const held = guild.members[userId]?.roles ?? [];
  return Math.max(0, ...guild.roles.filter((r) => held.includes(r.id)).map((r) => r.position));
}
