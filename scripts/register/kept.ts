/** A command as Discord lists it, in the fields that registering it takes. */
export type Definition = Record<string, unknown>;

const FIELDS = [
  'name', 'type', 'description', 'options', 'name_localizations', 'description_localizations',
  'default_member_permissions', 'nsfw', 'contexts', 'integration_types',
];

/** Names are unique by type; a chat command may leave its type out. */
export const nameOf = ({ type = 1, name }: Definition): string => `${String(type)} ${String(name)}`;

/**
 * The commands of a server that a new set must carry on, because sending a set replaces all there are: those that are
 * neither in it nor of the set that was sent here before. They are the server's own (`/cc`).
 */
export function keptCommands(listed: Definition[], payload: Definition[], sentBefore: string[]): Definition[] {
  const ours = new Set([...payload.map(nameOf), ...sentBefore]);
  return listed.filter((command) => !ours.has(nameOf(command)))
    .map((command) => Object.fromEntries(FIELDS.filter((field) => command[field] != null).map((field) => [field, command[field]])));
}
