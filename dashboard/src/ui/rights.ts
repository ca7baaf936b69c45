import { useMe, useServers } from '../app/session.ts';
import type { ApiSchema } from '../api.ts';
import { useServer } from './server.ts';

export type Level = ApiSchema['/api/servers']['$get']['output']['data'][number]['levels'][number];

/** What else whoever has a level may do; see docs/permissions.md. */
const ABOVE: Record<Level, Level[]> = {
  admin: ['admin'], moderator: ['moderator', 'admin'], reviewer: ['reviewer', 'moderator', 'admin'],
  shopkeeper: ['shopkeeper', 'moderator', 'admin'], economist: ['economist', 'moderator', 'admin'],
};

/** Whether the session may do on this server what takes a level: the API decides, the page only does not offer what it would refuse. */
export function useMay(): (level: Level) => boolean {
  const server = useServer();
  const { data: me } = useMe();
  const { data: servers } = useServers();
  const levels = servers?.data.find(({ id }) => id === server)?.levels ?? [];
  return (level) => me?.user.kind === 'operator' || ABOVE[level].some((one) => levels.includes(one));
}
