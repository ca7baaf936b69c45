import type { Level, Settings } from '../kernel/settings.ts';

/** What a command asks for: any member, or a level. */
export type Permission = 'member' | Level;

const ADMINISTRATOR = 1n << 3n;
const MANAGE_GUILD = 1n << 5n;

/** Levels that a level includes besides itself. */
const INCLUDES: Record<Level, readonly Level[]> = {
  admin: ['moderator', 'reviewer', 'shopkeeper', 'economist'],
  moderator: ['reviewer', 'shopkeeper', 'economist'],
  reviewer: [],
  shopkeeper: [],
  economist: [],
};

/**
 * Whether somebody may do what asks for `wanted`. The server's owner carries every Discord permission in the
 * interaction; "Administrator" and "Manage Server" count as admin. The rest is given by roles in the guild's settings.
 */
export function mayDo(wanted: Permission, permissions: string, roles: string[], settings: Settings): boolean {
  if (wanted === 'member') return true;
  const bits = BigInt(permissions);
  if ((bits & (ADMINISTRATOR | MANAGE_GUILD)) !== 0n) return true;
  return Object.entries(settings.roles).some(
    ([level, given]) =>
      // Object.entries widens the keys; they are those of the settings' schema.
      (level === wanted || INCLUDES[level as Level].includes(wanted)) && given.some((role) => roles.includes(role)),
  );
}
