import { useQuery } from '@tanstack/react-query';
import { answer, api, ApiFailure, type ApiSchema } from '../api.ts';
import { useServer } from './server.ts';

type Person = Pick<ApiSchema['/api/:server_id/users']['$get']['output']['data'][number], 'name' | 'avatar_url'>;

/** Milliseconds for which a name is taken as it was read. */
const NAME_FRESH_MS = 300_000;

/** Who somebody is: as the list of members knows them, or else as Discord does, whom their own page asks once. */
async function whoIs(server: string, id: string): Promise<Person | null> {
  const { users } = api[':server_id'];
  const { data: [known] } = await answer(users.$get({ param: { server_id: server }, query: { q: id, per_page: 1, include_inactive: 'true' } }));
  if (known) return known;
  return answer(users[':user_id'].$get({ param: { server_id: server, user_id: id } })).catch((error: unknown) => {
    if (error instanceof ApiFailure && error.status === 404) return null;
    throw error;
  });
}

/** One member by id; null for nobody whom Coffer or Discord knows here. */
export function useMember(id: string | null) {
  const server = useServer();
  return useQuery({
    queryKey: [server, 'names', id], enabled: id !== null && /^\d{17,20}$/.test(id), staleTime: NAME_FRESH_MS,
    queryFn: () => whoIs(server, id ?? ''),
  });
}

/** Members whose name begins with what was typed; those of most coins where nothing was. */
export function useMemberSearch(typed: string) {
  const server = useServer();
  const q = typed.trim();
  return useQuery({
    queryKey: [server, 'users', 'pick', q],
    queryFn: () => answer(api[':server_id'].users.$get({ param: { server_id: server }, query: { ...(q === '' ? {} : { q }), per_page: 20 } })),
  });
}
